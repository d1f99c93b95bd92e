"""What holds for every test: how hypothesis runs, and that CI skips nothing."""

import os

import pytest
from hypothesis import settings

# How long an example takes says more about the machine than about the property.
settings.register_profile("snelkookpan", deadline=None, print_blob=True)
settings.load_profile("snelkookpan")


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    """With `CI` set a skipped test fails the run: what did not run there has not passed."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if not os.environ.get("CI") or reporter is None or not reporter.stats.get("skipped"):
        return
    reporter.ensure_newline()
    reporter.write_line("CI allows no skipped tests; see the reasons below", red=True)
    if session.exitstatus == pytest.ExitCode.OK:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED
