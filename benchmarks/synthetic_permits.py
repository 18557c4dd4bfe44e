"""Fills a hub's database with copies of its permits, for benchmarks of what a full world would be. Run in the hub:

    manage.py shell -c "from benchmarks.synthetic_permits import fill; fill(5000)"

Copies carry everything the record reads: provisions, versions, citations, conditions. Rules of leaving are not
copied: no country has a hundred. All is made by SQL with triggers off, as the life cycle of a version does not expect
anybody to enter fifty thousand at once.
"""

from __future__ import annotations

from django.db import connection, models, transaction

from regulations.models import Citation, ConditionSet, Permit, Provision, ProvisionVersion, RecordStamp
from regulations.vocabulary import Purpose

SUFFIX = "-X"


def fill(wanted: int) -> None:
    """Copy permits with conditions, round after round, until there are `wanted` in all."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        count = Permit.objects.count()
        round_ = 0
        while count < wanted:
            round_ += 1
            codes = list(
                ConditionSet.objects.filter(recorded_to=None)
                .exclude(permit__code__contains=SUFFIX)
                .exclude(permit__purpose=Purpose.EXIT_CLEARANCE)
                .values_list("permit_id", flat=True)[: wanted - count]
            )
            _copy(cursor, codes, f"{SUFFIX}{round_}")
            count += len(codes)
        cursor.execute("SET LOCAL session_replication_role = DEFAULT")
        RecordStamp.objects.update(counter=models.F("counter") + 1_000_000)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def _copy(cursor: object, codes: list[str], suffix: str) -> None:
    run = cursor.execute  # type: ignore[attr-defined]
    run(_insert(Permit, {"code": "old.code || %s"}, "old.code = ANY(%s)"), [suffix, codes])
    for model, owner, owners in (
        (Provision, "permit_id", None),
        (ProvisionVersion, "provision_id", "copied_regulations_provision"),
        (Citation, "version_id", "copied_regulations_provisionversion"),
    ):
        table = model._meta.db_table
        chosen = f"old.{owner} = ANY(%s)" if owners is None else f"old.{owner} IN (SELECT was FROM {owners})"
        run(f"DROP TABLE IF EXISTS copied_{table}")
        run(
            f"CREATE TEMP TABLE copied_{table} AS SELECT old.id AS was,"
            f" nextval(pg_get_serial_sequence('{table}', 'id')) AS id FROM {table} old WHERE {chosen}",
            [codes] if owners is None else [],
        )
        new_owner = (
            "old.permit_id || %s" if owners is None else f"(SELECT o.id FROM {owners} o WHERE o.was = old.{owner})"
        )
        run(
            _insert(model, {"id": "new.id", owner: new_owner}, "true", f"JOIN copied_{table} new ON new.was = old.id"),
            [suffix] if owners is None else [],
        )
    run(_insert(ConditionSet, {"permit_id": "old.permit_id || %s"}, "old.permit_id = ANY(%s)"), [suffix, codes])


def _insert(model: type[models.Model], changed: dict[str, str], chosen: str, join: str = "") -> str:
    """A copy of rows with some columns changed; a key that isn't among them is given by the database."""
    kept = [
        field.column
        for field in model._meta.local_concrete_fields
        if not field.generated and (field.column in changed or not field.primary_key)
    ]
    values = ", ".join(changed.get(column, f"old.{column}") for column in kept)
    table = model._meta.db_table
    return f"INSERT INTO {table} ({', '.join(kept)}) SELECT {values} FROM {table} old {join} WHERE {chosen}"
