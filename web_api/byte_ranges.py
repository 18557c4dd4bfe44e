"""Parts of a file (RFC 9110, section 14): which bytes a Range header asks for. Pure."""

from __future__ import annotations

import re
from typing import NamedTuple

_ONE = re.compile(r"bytes=(\d*)-(\d*)", re.ASCII)
_LONGEST = 40  # no file has a size of more digits than two of these


class ByteRange(NamedTuple):
    """First and last byte, both included, counted from nought."""

    first: int
    last: int

    @property
    def length(self) -> int:
        return self.last - self.first + 1


class NotSatisfiableError(ValueError):
    """The range lies outside the file."""


def asked(header: str, size: int) -> ByteRange | None:
    """The range a header asks for; None where it asks for none, for several, or is not understood (then all is sent).

    Raises NotSatisfiableError where the range begins behind the end.
    """
    found = _ONE.fullmatch(header.strip()[:_LONGEST])
    if found is None or not any(found.groups()):
        return None
    first, last = found.groups()
    if not first:
        if int(last) == 0:
            raise NotSatisfiableError
        return ByteRange(max(size - int(last), 0), size - 1)
    if last and int(last) < int(first):
        return None
    if int(first) >= size:
        raise NotSatisfiableError
    return ByteRange(int(first), min(int(last), size - 1) if last else size - 1)
