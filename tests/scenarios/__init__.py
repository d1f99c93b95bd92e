"""Tests of the library: each scenario is read without findings, and played to its end."""
