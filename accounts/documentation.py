"""The access matrix as a page of the manual, written from the table itself."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils import translation

from accounts.permissions import MATRIX, Permission
from accounts.roles import PERSON, SCOPE_OF_ROLE, Role, Scope
from accounts.sentences import PERMISSION_NAMES, REFUSALS, ROLE_NAMES

_INTRODUCTION = """\
# Who may do what

<!-- Written by `manage.py write_access_page` from accounts/permissions.py; a test fails where the two differ. -->

Everything published is open to everybody without an account. For the rest, a permission comes from a role, a role is
given by the secretariat for a time, and being staff of the administration site gives none. Whether the state of a thing
allows an act (a release can't be published twice) is another question, which the workflows answer.

- **decision**: the person must have used a second factor in this session (`REQUIRE_SECOND_FACTOR`, on by default, off
  in the demonstration). API keys have none, so programs take no decisions.
- **not on own work**: whoever did the work, holds the role or belongs to the organisation in question is shut out.
"""
_HELD_FOR = {
    Scope.HUB: "the whole hub",
    Scope.COUNTRY: "one country, and counts there only",
    Scope.ORGANISATION: "one organisation, and counts there only",
}


def access_page() -> str:
    """The whole page in Markdown, in English."""
    with translation.override("en"):
        parts = [_INTRODUCTION, "## Permissions\n", *_permissions(), "\n## Roles\n", *_roles(), "\n## Refusals\n"]
        parts += ["What the page or the greyed-out button says, by code.\n", *_refusals()]
    return "\n".join(parts) + "\n"


def _permissions() -> Iterator[str]:
    yield "| permission | meaning | " + " | ".join(str(ROLE_NAMES[role]) for role in (PERSON, *Role)) + " | besides |"
    yield "|---|---|" + ":-:|" * (1 + len(Role)) + "---|"
    for row in MATRIX.values():
        marks = " | ".join("yes" if role in row.roles else "" for role in (PERSON, *Role))
        yield f"| `{row.name}` | {PERMISSION_NAMES[row.name]} | {marks} | {_besides(row)} |"


def _besides(row: Permission) -> str:
    return ", ".join(
        words for words, holds in (("decision", row.decides), ("not on own work", row.not_own_work)) if holds
    )


def _roles() -> Iterator[str]:
    yield "| role | name | held for |"
    yield "|---|---|---|"
    for role in Role:
        yield f"| `{role}` | {ROLE_NAMES[role]} | {_HELD_FOR[SCOPE_OF_ROLE[role]]} |"


def _refusals() -> Iterator[str]:
    yield "| code | sentence |"
    yield "|---|---|"
    for code, sentence in REFUSALS.items():
        yield f"| `{code}` | {sentence} |"
