"""The one write of this room: bring the tables to what the carried files say."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

from django.db import models, transaction

from countries import files, queries, rows
from countries.models import LoadedEdition

# Modules whose change makes other rows out of the same files.
_CODE = tuple(Path(__file__).with_name(name) for name in ("actions.py", "rows.py", "text.py"))

# Rows others refer to are kept and brought up to date; their details are made anew. Order of reference.
_KEPT: tuple[Callable[[], Iterable[models.Model]], ...] = (
    rows.areas,
    rows.countries,
    rows.former_countries,
    rows.currencies,
    rows.languages,
)
_MADE_ANEW: tuple[Callable[[], Iterable[models.Model]], ...] = (
    rows.memberships,
    rows.names,
    rows.successions,
    rows.currency_uses,
    rows.language_shares,
)


@transaction.atomic
def load(*, done: Callable[[str, int], object] | None = None) -> bool:
    """Load the carried files; False when this very edition stands already, and nothing was touched.

    `done` hears each table's name and number of rows. A country that has left the files is removed, unless
    somebody refers to it: then the database refuses and the load changes nothing.
    """
    digest = files.digest(*_CODE)
    if LoadedEdition.objects.filter(digest=digest).exists():
        return False
    for write, made in [(_bring_up_to_date, made) for made in _KEPT] + [(_make_anew, made) for made in _MADE_ANEW]:
        fresh = list(made())
        model = type(fresh[0])
        write(model._default_manager, fresh)
        if done:
            done(model._meta.db_table, len(fresh))
    LoadedEdition.objects.update_or_create(id=1, defaults={"digest": digest})
    transaction.on_commit(queries.forget)
    return True


def tables() -> int:
    """How many tables `load` speaks of, for a progress bar."""
    return len(_KEPT) + len(_MADE_ANEW)


def _bring_up_to_date(table: models.Manager[models.Model], fresh: list[models.Model]) -> None:
    fields = [field.name for field in table.model._meta.concrete_fields if not field.primary_key]
    table.bulk_create(fresh, update_conflicts=True, unique_fields=["code"], update_fields=fields)
    table.exclude(pk__in=[row.pk for row in fresh]).delete()


def _make_anew(table: models.Manager[models.Model], fresh: list[models.Model]) -> None:
    table.all().delete()
    table.bulk_create(fresh)
