"""Bringing the record to what the carried content files say."""

from regulations.actions.carried.loading import Loaded, load
from regulations.actions.carried.versions import CARRIER

__all__ = ["CARRIER", "Loaded", "load"]
