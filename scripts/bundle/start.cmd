@echo off
rem Start Snelkookpan on Windows by a double click: finds a Python and hands over to start.py.
setlocal
cd /d "%~dp0"
set PYTHONUTF8=1
set PYTHON_MANAGER_AUTOMATIC_INSTALL=false
chcp 65001 >nul
for /f "usebackq" %%v in ("pythons.txt") do (
    py -%%v -c "" >nul 2>&1 && (
        py -%%v start.py %*
        goto done
    )
)
rem Without the launcher, by name. The stand-in that only opens the Store cannot run anything.
python -c "" >nul 2>&1 && (
    python start.py %*
    goto done
)
echo Er is geen Python gevonden. Installeer het van python.org, met "Install Now": dat kan zonder beheerder. Begin dan opnieuw.
:done
if errorlevel 1 pause
