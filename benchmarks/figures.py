"""Figures in words: percentiles of a list of measurements, and the line they are printed on."""

from __future__ import annotations

import math
from collections.abc import Sequence


def percentile(values: Sequence[float], percent: float) -> float:
    """The value that `percent` of the measurements do not exceed (nearest rank)."""
    ordered = sorted(values)
    return ordered[max(0, math.ceil(len(ordered) * percent / 100) - 1)]


def line(name: str, values: Sequence[float], unit: str = "ms") -> str:
    """`name   p50 1.23 ms   p99 4.56 ms   n 60`."""
    p50, p99 = percentile(values, 50), percentile(values, 99)
    return f"{name:<52} p50 {p50:8.2f} {unit}   p99 {p99:8.2f} {unit}   n {len(values)}"


def ratio(name: str, ours: Sequence[float], beside: Sequence[float]) -> str:
    """Median of ours over median of what ran beside it."""
    return f"{name:<52} {percentile(ours, 50) / percentile(beside, 50):.2f} ×"
