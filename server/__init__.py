"""The shell around the engine: it waits, reads, writes and sends.

Owns settings, runners, feeds, access, routes, the journal files and the command line. Decides nothing about
an exercise itself (`engine`). Start at `app`, the composition root, or at `cli`.
"""
