"""How fast it is, measured beside something plain on the same machine at the same time.

Owns the figures of `make bench`. Not tests: machines differ and are noisy, so read the ratios. Every run is bounded and
stops by itself; servers listen on loopback only.
"""
