"""Pages of a queryset by key: no OFFSET, so page a thousand costs what page one does."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from django.db.models import Model, Q, QuerySet
from django.http import HttpRequest

from web_api import cursors
from web_api.parameters import Query

DEFAULT_LIMIT = 100
MAXIMUM_LIMIT = 1_000
PARAMETERS = ("limit", "cursor")
Row = TypeVar("Row", bound=Model)
Item = TypeVar("Item")


@dataclass(frozen=True)
class Page(Generic[Row]):
    """Some rows, and the address of those that follow."""

    rows: list[Row]
    next: str | None


def page(queryset: QuerySet[Row], *, by: tuple[str, ...], query: Query, request: HttpRequest) -> Page[Row]:
    """The page asked for. `by` names fields ("-name" descends) that together are unique and not null."""
    limit = query.integer("limit", DEFAULT_LIMIT, low=1, high=MAXIMUM_LIMIT)
    query.settle()
    bound_to = cursors.bind(request.path, by, filters_of(request))
    if cursor := query.text("cursor"):
        queryset = queryset.filter(_after(by, cursors.unseal(cursor, bound_to)))
    rows = list(queryset.order_by(*by)[: limit + 1])
    if len(rows) <= limit:
        return Page(rows, None)
    rows.pop()
    position = [_plain(getattr(rows[-1], name.lstrip("-"))) for name in by]
    return Page(rows, next_address(request, cursors.seal(position, bound_to)))


Position = tuple[str | int | float, ...]


def part(
    items: Iterable[Item], *, order: Callable[[Item], Position], after: Position | None, limit: int
) -> tuple[list[Item], Position | None]:
    """The same for what stands in memory: the items after a position, and where to go on if there are more.

    `order` gives each item a place of its own.
    """
    rest = sorted((each for each in items if after is None or order(each) > after), key=order)
    return rest[:limit], order(rest[limit - 1]) if len(rest) > limit else None


def filters_of(request: HttpRequest) -> list[tuple[str, list[str]]]:
    """The parameters that decide which rows there are, in one order whatever the order of asking."""
    return sorted((name, values) for name, values in request.GET.lists() if name not in {"cursor", "limit", "lang"})


def next_address(request: HttpRequest, cursor: str, **others: str | None) -> str:
    """The whole address of the next page; `others` are parameters it sets (or leaves out, if None) besides."""
    parameters = request.GET.copy()
    for name, value in ({"cursor": cursor} | others).items():
        if value is None:
            parameters.pop(name, None)
        else:
            parameters[name] = value
    return request.build_absolute_uri(f"{request.path}?{parameters.urlencode()}")


def link(next_page: str | None) -> dict[str, str]:
    """The Link header (RFC 8288) for a page."""
    return {"Link": f'<{next_page}>; rel="next"'} if next_page else {}


def _plain(value: Any) -> str | int | float:
    """A value as a cursor can hold it; Django reads it back when it compares."""
    return value.isoformat() if isinstance(value, dt.datetime | dt.date) else value


def _after(by: tuple[str, ...], position: tuple[Any, ...]) -> Q:
    """Rows after a position, compared field by field as words are in a dictionary."""
    condition = Q()
    same: dict[str, Any] = {}
    for name, value in zip(by, position, strict=True):
        field, beyond = (name[1:], "lt") if name.startswith("-") else (name, "gt")
        condition |= Q(**same, **{f"{field}__{beyond}": value})
        same[field] = value
    return condition
