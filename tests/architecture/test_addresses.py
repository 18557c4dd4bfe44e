"""docs/reference/addresses.md lists every address of the hub, and nothing else."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from django.test import override_settings
from django.urls import URLPattern, URLResolver, get_resolver

PAGE = Path(__file__).resolve().parents[2] / "docs/reference/addresses.md"
# What lies below these is listed by its first page alone.
WHOLE = ("/{lang}/account/", "/{lang}/desk/", "/admin/", "/sdmx/")


def listed() -> set[str]:
    return {_bare(address) for address in re.findall(r"^\| `(/[^`]*)`", PAGE.read_text(encoding="utf-8"), re.MULTILINE)}


def served() -> set[str]:
    found = {_bare(address) for address in _walk(get_resolver().url_patterns, "/")}
    # Suffixes of lists and sections of the sitemap are forms of what stands there.
    return {each for each in found if "." not in each.rpartition("/")[2] or "{" not in each.rpartition(".")[2]}


def _walk(patterns: Iterable[URLPattern | URLResolver], before: str) -> Iterator[str]:
    for pattern in patterns:
        address = before + str(pattern.pattern)
        address = "/{lang}/" + address.removeprefix("/en/") if address.startswith("/en/") else address
        whole = next((each for each in WHOLE if address.startswith(each)), None)
        if whole:
            yield whole
        elif isinstance(pattern, URLResolver):
            yield from _walk(pattern.url_patterns, address)
        else:
            yield address


def _bare(address: str) -> str:
    """The address with every parameter written the same, whatever its name."""
    return re.sub(r"\{(?!lang)[^}]*\}|<[^>]*>", "{}", address)


@override_settings(DEMO=True)
def test_every_address_is_listed_and_every_listed_address_is_served():
    # An address that names no pair of countries is helped on; it is no address of its own.
    helped = {"/{lang}/corridors/{}"}
    told = served() - helped - {"/sitemap-{}.xml"}

    assert listed() == told | {"/{lang}/"}
