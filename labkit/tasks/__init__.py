"""Data with a known answer, one module per world."""

from labkit.tasks import detective, experts, facts

__all__ = ["detective", "experts", "facts"]
