"""The library: one folder per scenario with its `scenario.yaml`, media, translations and tests.

A package only so that an installed program can find its files; holds no code.
`engine.scenario` reads them, `docs/scenario-format.md` explains them.
"""
