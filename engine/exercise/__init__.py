"""One run of a scenario, sans-I/O: commands and the passing of time in, steps of events out.

Owns the clock, the state, deciding and what each seat may see. Does not store, wait or send (`server`).
Start at `exercise`, then `decide` and `state`.
"""
