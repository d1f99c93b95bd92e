"""The script: from the files an author wrote to one checked `Scenario`, or all findings at once.

Owns the format, its conditions and its texts. Does not play anything (`engine.exercise`).
Start at `model`; `docs/scenario-format.md` explains the keys to authors.
"""
