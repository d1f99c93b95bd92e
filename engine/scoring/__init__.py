"""The two-sided scale: how far an answer lies from proportional, and in which dimension.

Owns the scale, the rubric and the scorecard, a fold over the journal. Judges nobody: it shows direction,
not quality. What is made of the scores afterwards is in `engine.debrief`.
"""
