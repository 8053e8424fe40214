"""Data with a known answer, one module per world."""

from labkit.tasks import detective

__all__ = ["detective"]
