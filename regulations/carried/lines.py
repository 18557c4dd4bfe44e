"""Where in a TOML file an entry and its keys stand. Pure.

The standard library's reader tells no lines. Content files are flat, so it is enough to know the headers of tables and
the keys at the beginning of a line.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field
from typing import Final

HEADER: Final = re.compile(r"^\[\[?\s*([A-Za-z0-9_-]+)\s*\]\]?\s*(#.*)?$")
KEY: Final = re.compile(r"^([A-Za-z0-9_-]+)\s*[.=]")


@dataclass
class EntryLines:
    """The line an entry begins at, and those of its keys."""

    header: int
    keys: dict[str, int] = field(default_factory=dict)

    def of(self, column: str) -> int:
        """The line of a key ("value.currency" stands where "value" does); the header's where it is not there."""
        return self.keys.get(re.split(r"[.\[]", column)[0], self.header)


def lines_of(text: str) -> dict[str, list[EntryLines]]:
    """The lines of every entry by table, in order; what stands before the first header is the table ""."""
    found: dict[str, list[EntryLines]] = defaultdict(list)
    here = EntryLines(1)
    found[""].append(here)
    for number, line in enumerate(text.splitlines(), start=1):
        if header := HEADER.match(line):
            here = EntryLines(number)
            found[header[1]].append(here)
        elif key := KEY.match(line):
            here.keys.setdefault(key[1], number)
    return found
