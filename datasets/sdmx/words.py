"""What things are called in the language of the reader. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Words:
    """The names of a dataset, of its columns, and of its codes by column."""

    language: str
    title: str
    columns: Mapping[str, str]
    codes: Mapping[str, Mapping[str, str]]
