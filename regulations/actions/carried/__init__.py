"""Bringing the record to what the carried content files say."""

from regulations.actions.carried.loading import CARRIER, Loaded, load

__all__ = ["CARRIER", "Loaded", "load"]
