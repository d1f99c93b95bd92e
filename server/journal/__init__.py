"""The record: an append-only file per exercise, and the same promise in memory.

Owns bytes, hashes, SQL and durability. Does not know what an event means (`engine.exercise.events`).
Start at `base`, the interface that one contract suite holds every store to.
"""
