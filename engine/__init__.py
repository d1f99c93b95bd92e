"""The exercise as a value: what was decided, what follows from it, and who may see it.

Owns scenario, exercise, society, scoring, debrief and rehearsal. Reads no clock, opens no socket, throws no
dice: the shell (`server`) does that. Start reading at `engine.exercise`.
"""
