"""A number that changes whenever what readers may see changes: what caches of the record are kept by.

It comes from a sequence, which no rollback turns back. A number is thus never given to two states of the record, not
even if one of them was undone.
"""

from __future__ import annotations

import pgtrigger
from django.db import models
from django.utils.translation import gettext_lazy as _


class RecordStamp(models.Model):
    """One row. The database renews it after every statement that writes to a table readers are shown from."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    counter = models.PositiveBigIntegerField(_("counter"), default=0)

    class Meta:
        verbose_name = _("stamp of the record")
        verbose_name_plural = _("stamps of the record")
        constraints = [models.CheckConstraint(condition=models.Q(id=1), name="recordstamp_is_one_row")]

    def __str__(self) -> str:
        return str(self.counter)


def moves_the_stamp() -> pgtrigger.Trigger:
    """The trigger of a table whose rows readers are shown. A transaction that is undone leaves the stamp as it was."""
    return pgtrigger.Trigger(
        name="moves_the_stamp",
        level=pgtrigger.Statement,
        when=pgtrigger.After,
        operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
        func="""
            INSERT INTO regulations_recordstamp (id, counter) VALUES (1, nextval('regulations_stamps'))
            ON CONFLICT (id) DO UPDATE SET counter = EXCLUDED.counter;
            RETURN NULL;
        """,
    )
