"""Evenings without people: headless runs, the scenario tests of an author, and what only a run can tell.

Plays with the same `Exercise` as people do, and reads no clock. Nothing here is needed while people play.
"""
