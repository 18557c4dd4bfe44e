"""Which series a request wants: the dotted key of REST 2.1 and the component filters of REST 3. Pure.

Both are read into codes by dimension. A code that the list does not have matches nothing; it is no error, because
one client asks many services the same. What cannot be a key at all is Malformed.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Final

from datasets.sdmx.faults import Malformed, NotImplementedHere, TooLarge
from datasets.sdmx.identity import CODE

# Every code of the longest list in each of a few dimensions fits; nobody writes more by hand or by program.
LONGEST: Final = 20_000
Where = dict[str, tuple[str, ...]]
# The code that a word stands for in a dimension, or None.
Meant = Callable[[str, str], str | None]


def read(key: str, dimensions: Sequence[str], meant: Meant) -> Where:
    """The codes wanted by a key such as `USA+CAN.MEX` or `.MEX`; `all` and an empty key restrict nothing."""
    if len(key) > LONGEST:
        raise TooLarge("too-long", given=len(key), most=LONGEST)
    if key in ("", "all", "*"):
        return {}
    parts = key.split(".")
    if len(parts) != len(dimensions):
        raise Malformed("key-parts", given=len(parts), number=len(dimensions), dimensions=".".join(dimensions))
    return {
        dimension: _codes(dimension, part.split("+"), meant)
        for dimension, part in zip(dimensions, parts, strict=True)
        if part not in ("", "*")
    }


def _codes(dimension: str, words: Sequence[str], meant: Meant) -> tuple[str, ...]:
    for word in words:
        if not CODE.fullmatch(word):
            raise Malformed("key-code", code=word[:40], dimension=dimension)
    return tuple(dict.fromkeys(code for word in words if (code := meant(dimension, word))))


def merged(keys: Sequence[Where], dimensions: Sequence[str]) -> Where:
    """One question for several keys, where it can be put as one: they may differ in one dimension only."""
    for dimension in dimensions:
        rest = [{name: codes for name, codes in each.items() if name != dimension} for each in keys]
        if all(each == rest[0] for each in rest):
            if any(dimension not in each for each in keys):
                return rest[0]
            union = dict.fromkeys(code for each in keys for code in each[dimension])
            return rest[0] | {dimension: tuple(union)}
    raise NotImplementedHere("keys-differ")


# Filters of REST 3 -----------------------------------------------------------------------------

_OPERATORS: Final[Mapping[str, Callable[[str, str], bool]]] = {
    "eq": lambda code, value: code == value,
    "ne": lambda code, value: code != value,
    "lt": lambda code, value: code < value,
    "le": lambda code, value: code <= value,
    "gt": lambda code, value: code > value,
    "ge": lambda code, value: code >= value,
    "co": lambda code, value: value in code,
    "nc": lambda code, value: value not in code,
    "sw": lambda code, value: code.startswith(value),
    "ew": lambda code, value: code.endswith(value),
}


def terms(component: str, text: str) -> list[tuple[str, list[str]]]:
    """The conditions of `c[COMPONENT]=…`: an operator and its values, all of which must hold (`+`), any value (`,`)."""
    if len(text) > LONGEST:
        raise TooLarge("too-long", given=len(text), most=LONGEST)
    # A plus that was not encoded arrives as a space.
    return [_term(component, part) for part in text.replace(" ", "+").split("+") if part]


def _term(component: str, text: str) -> tuple[str, list[str]]:
    before, colon, after = text.partition(":")
    operator, values = (before, after) if colon else ("eq", text)
    if operator not in _OPERATORS:
        raise Malformed(
            "filter-operator", operator=operator[:20], component=component, operators=", ".join(sorted(_OPERATORS))
        )
    found = values.split(",")
    for value in found:
        if not CODE.fullmatch(value.replace(":", "-").replace(".", "-")):
            raise Malformed("filter-value", value=value[:40], component=component)
    return operator, found


def filtered(dimension: str, text: str, known: Collection[str], meant: Meant) -> tuple[str, ...]:
    """The codes of a dimension that pass a filter; the codes are known, so any operator is a choice among them."""
    passing = sorted(known)
    for operator, values in terms(dimension, text):
        test = _OPERATORS[operator]
        wanted = [meant(dimension, value) or value for value in values] if operator in ("eq", "ne") else values
        every = operator in ("ne", "nc")
        passing = [
            code
            for code in passing
            if (all(test(code, each) for each in wanted) if every else any(test(code, each) for each in wanted))
        ]
    return tuple(passing)
