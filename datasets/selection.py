"""Which observations somebody wants: a checked question that datasets/store.py makes into SQL. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """Part of a release. What is left out does not restrict.

    `where` maps dimension ids (either case) to the codes wanted. Periods are text as the dataset writes them and both
    ends are included; "2021" as an end includes all of 2021 in a monthly dataset. `columns` are ids as wanted.
    `after` is the key (dimensions, then TIME_PERIOD) of the last row of the page before.
    """

    where: Mapping[str, Sequence[str]] = field(default_factory=dict)
    start_period: str | None = None
    end_period: str | None = None
    columns: Sequence[str] = ()
    after: Sequence[str] = ()
    limit: int | None = None
    newest_first: bool = False
