"""Conditions: their syntax and types, what they come to, and what may be asked in them."""
