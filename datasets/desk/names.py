"""What people at the desk read in place of identifiers: who did something, and what a code stands for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final
from uuid import UUID

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from countries.queries import place_names
from datasets import codes
from datasets import definition as definitions
from datasets.definition import Definition, Dimension

_PROGRAMS: Final = {
    "system:rule": _("a written rule"),
    "system:carried-data": _("the set-up of the hub"),
    "system:command": _("an operator, by command"),
    "system:celery": _("the hub"),
}


def language() -> str:
    """The reader's language; English where none is active."""
    return get_language() or "en"


class Names:
    """Names of those who acted, looked up together: `names["user:…"]`."""

    def __init__(self, identifiers: Iterable[str]) -> None:
        self._people = {user.actor: str(user) for user in people_of(identifiers)}

    def __getitem__(self, identifier: str) -> str:
        """A person's name, what a program is called, or the identifier where nobody knows it."""
        if found := self._people.get(identifier):
            return found
        return str(_PROGRAMS.get(identifier, identifier))


def people_of(identifiers: Iterable[str]) -> list[User]:
    """The people among those who acted; programs are left out."""
    keys = {key for each in identifiers if (key := _key(each))}
    return list(User.objects.filter(pk__in=keys)) if keys else []


def _key(identifier: str) -> str | None:
    """The key of the person an identifier names; None for programs and for what is no key."""
    kind, _colon, key = identifier.partition(":")
    try:
        return str(UUID(key)) if kind == "user" else None
    except ValueError:
        return None


def title(definition: Definition) -> str:
    """What a dataset is called in the reader's language."""
    return definition.title[language()]


def dataset_title(dataset_id: str) -> str:
    """The same by id; the id itself where no file declares the dataset any more."""
    found = definitions.all_definitions().get(dataset_id)
    return title(found) if found else dataset_id


def label(dimension: Dimension) -> str:
    """What a dimension is called in the reader's language."""
    return dimension.label[language()]


def code_names(definition: Definition) -> Mapping[str, Mapping[str, str]]:
    """What the codes of each dimension are called; a code without a name is its own."""
    return {
        each.id: place_names(language()) if each.codelist == codes.AREA else codes.labels(each, language())
        for each in definition.dimensions
    }
