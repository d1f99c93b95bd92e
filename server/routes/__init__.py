"""The addresses of the program, a module per audience: `door` for who comes in, `seat` for every seat, `trainer`.

A route checks who asks, hands the order or the question on, and turns the outcome into an answer. It decides nothing.
"""
