"""A case written flat, as an address has it, and as JSON, as the engine reads it. Pure.

A flat name is the path in the JSON: `salary.amount=46000&dates.application=2026-02-01&languages.de=B1`. The commonest
short names are understood too. Nothing is judged here: what cannot be read stays as it was written, and
`rules.case.read` refuses it with the field's name.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Final

LISTS: Final = ("destinations", "permits")
WHOLE_NUMBERS: Final = ("education", "age", "family.children")
YES_OR_NO: Final = ("job_offer", "salary.gross", "family.partner")
TEXTS: Final = (
    *("nationality", "residence", "occupation", "relation", "experience_years"),
    *("salary.amount", "salary.currency", "salary.period", "salary.hours_per_week"),
    *("funds.amount", "funds.currency", "funds.period"),
    *(f"dates.{kind}" for kind in ("application", "receipt", "decision", "nomination", "contract", "entry", "issue")),
)
NAMES: Final = frozenset((*LISTS, *WHOLE_NUMBERS, *YES_OR_NO, *TEXTS))
# Names whose last part is free: languages.de, facts.graduated_within_years.
OPEN: Final = ("languages", "facts")
ALIASES: Final[Mapping[str, str]] = {
    "destination": "destinations",
    "permit": "permits",
    "experience": "experience_years",
    "salary": "salary.amount",
    "currency": "salary.currency",
    "period": "salary.period",
    "gross": "salary.gross",
    "partner": "family.partner",
    "children": "family.children",
    **{name.replace(".", "_"): name for name in NAMES if "." in name},
    **{f"{name[6:]}_date": name for name in NAMES if name.startswith("dates.")},
}
_TRUE, _FALSE = ("true", "yes", "1"), ("false", "no", "0")
_WHOLE = re.compile(r"-?\d{1,18}")
_DECIMAL = re.compile(r"-?\d{1,18}\.\d{1,18}")
_LANGUAGE = re.compile(r"(?P<code>[A-Za-z]{2,3}):(?P<level>\w{1,8})")


def name_of(written: str) -> str | None:
    """The path that a flat name stands for; None where no case has such a part."""
    name = ALIASES.get(written, written)
    if name in NAMES or name == "languages":
        return name
    part, _, rest = name.partition(".")
    if not rest:
        part, _, rest = name.partition("_")
    part = {"language": "languages", "fact": "facts"}.get(part, part)
    return f"{part}.{rest}" if part in OPEN and rest else None


def nested(written: Iterable[tuple[str, Sequence[str]]]) -> dict[str, Any]:
    """The JSON of a case from flat names and their values. Empty values are left out, and names `name_of` refuses."""
    case: dict[str, Any] = {}
    for flat, values in written:
        given = [value.strip() for value in values if value.strip()]
        name = name_of(flat)
        if name and given:
            _put(case, name, given)
    return case


def _put(case: dict[str, Any], name: str, values: list[str]) -> None:
    if name == "languages":  # languages=de:B1,en:C1
        case.setdefault("languages", {}).update(_languages(values))
        return
    part, _, rest = name.partition(".")
    place = case.setdefault(part, {}) if rest else case
    if name in LISTS:
        place[name] = [code.strip() for value in values for code in value.split(",") if code.strip()]
    else:
        place[rest or part] = _read(name, values[0]) if len(values) == 1 else values


def _languages(values: list[str]) -> Iterator[tuple[str, str]]:
    for text in (part.strip() for value in values for part in value.split(",")):
        found = _LANGUAGE.fullmatch(text)
        yield (found["code"].lower(), found["level"].upper()) if found else (text, text)


def _read(name: str, value: str) -> Any:
    if name in WHOLE_NUMBERS:
        return int(value) if _WHOLE.fullmatch(value) else value
    if name in YES_OR_NO or name.startswith("facts."):
        return _yes_or_no(name, value.lower(), value)
    if name.startswith("languages.") or name == "salary.currency":
        return value.upper()
    return value


def _yes_or_no(name: str, lowered: str, value: str) -> Any:
    """Facts are numbers too, so that "1" is one there and elsewhere yes."""
    if name.startswith("facts.") and _WHOLE.fullmatch(value):
        return int(value)
    if name.startswith("facts.") and _DECIMAL.fullmatch(value):
        return float(value)
    return True if lowered in _TRUE else False if lowered in _FALSE else value


def flattened(case: Mapping[str, Any], path: str = "") -> Iterator[tuple[str, str]]:
    """Flat names and values of a case's JSON: what an address for it says. `nested` gives the same back."""
    for key, value in case.items():
        name = f"{path}.{key}" if path else key
        if isinstance(value, Mapping):
            yield from flattened(value, name)
        elif isinstance(value, list | tuple):
            yield from ((name, str(one)) for one in value)
        elif isinstance(value, bool):
            yield name, "true" if value else "false"
        elif value is not None:
            yield name, str(value)
