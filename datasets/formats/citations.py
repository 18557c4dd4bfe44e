"""How to cite a release: BibTeX, RIS and APA. Pure."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final


@dataclass(frozen=True)
class Cited:
    """What a citation needs. `address` always shows exactly this release; `read_on` is the day it was looked at."""

    dataset: str
    release: int
    title: str
    publisher: str
    published_on: date
    address: str
    read_on: date

    @property
    def key(self) -> str:
        """A name that is the same for the same release and for no other."""
        return f"IIMD_{self.dataset}_{self.release}"


def bibtex(cited: Cited) -> str:
    """An entry for BibTeX and BibLaTeX (the type `misc` is the one both know)."""
    fields = {
        "author": f"{{{_escaped(cited.publisher)}}}",
        "title": f"{{{_escaped(cited.title)}}}",
        "year": str(cited.published_on.year),
        "month": str(cited.published_on.month),
        "howpublished": f"IIMD hub, dataset {_escaped(cited.dataset)}",
        "edition": f"Release {cited.release}",
        "url": cited.address,
        "urldate": cited.read_on.isoformat(),
    }
    body = ",\n".join(f"  {name} = {{{value}}}" for name, value in fields.items())
    return f"@misc{{{cited.key},\n{body}\n}}\n"


_SPECIAL: Final = str.maketrans(
    {
        **{sign: f"\\{sign}" for sign in "&%$#_{}"},
        "\\": r"\textbackslash{}",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
    }
)


def _escaped(text: str) -> str:
    return text.translate(_SPECIAL)


def ris(cited: Cited) -> str:
    """A record for Zotero, EndNote and Mendeley."""
    lines = (
        ("TY", "DATA"),
        ("ID", cited.key),
        ("AU", cited.publisher),
        ("TI", cited.title),
        ("T2", "IIMD hub"),
        ("PY", str(cited.published_on.year)),
        ("DA", cited.published_on.strftime("%Y/%m/%d")),
        ("ET", f"Release {cited.release}"),
        ("UR", cited.address),
        ("Y2", cited.read_on.strftime("%Y/%m/%d")),
        ("ER", ""),
    )
    return "".join(f"{tag}  - {_one_line(value)}\r\n" for tag, value in lines)


def _one_line(text: str) -> str:
    return " ".join(text.split())


def apa(cited: Cited) -> str:
    """A reference in the manner of the American Psychological Association, seventh edition."""
    author = cited.publisher.rstrip(".")
    version = f"{cited.dataset}, release {cited.release}"
    return f"{author}. ({cited.published_on.year}). {cited.title} ({version}) [Data set]. IIMD hub. {cited.address}\n"


WRITERS: Final[Mapping[str, Callable[[Cited], str]]] = {"bib": bibtex, "ris": ris, "txt": apa}
MEDIA_TYPES: Final[Mapping[str, str]] = {
    "bib": "application/x-bibtex",
    "ris": "application/x-research-info-systems",
    "txt": "text/plain",
}
