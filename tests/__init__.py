"""The tests mirror the rooms: `tests/engine/exercise/test_state.py` tests `engine/exercise/state.py`.

A package only so that `from tests.x import y` always means ours.
"""
