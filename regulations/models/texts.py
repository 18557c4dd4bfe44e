"""Translations of the content: what stands in English in a provision, in other languages."""

from __future__ import annotations

import hashlib

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from regulations import words
from regulations.models.stamps import moves_the_stamp
from regulations.vocabulary import TextStatus


def hash_of(text: str) -> str:
    """What a translation is kept by: SHA-256 of the text it translates."""
    return hashlib.sha256(text.encode()).hexdigest()


class LocalisedText(models.Model):
    """A text of the content in another language.

    It hangs on the text it translates and not on a row: a text that stands in ten provisions is translated once, and
    one that changes loses its translation at once, because the new text has another hash. Readers then see the
    English text, marked as English, until somebody has translated it again.
    """

    source_hash = models.CharField(_("hash of the source text"), max_length=64)
    source_text = models.TextField(_("source text"), help_text=_("In English."))
    language = models.CharField(_("language"), max_length=2)
    text = models.TextField(_("text"))
    status = models.CharField(_("made by"), max_length=9, choices=words.choices(TextStatus))

    class Meta:
        verbose_name = _("translation")
        verbose_name_plural = _("translations")
        triggers = [moves_the_stamp()]
        constraints = [
            models.UniqueConstraint(fields=["source_hash", "language"], name="localisedtext_once_a_language"),
            models.CheckConstraint(condition=Q(source_hash__regex=r"^[0-9a-f]{64}$"), name="localisedtext_hash"),
            models.CheckConstraint(condition=~Q(text="") & ~Q(source_text=""), name="localisedtext_is_not_empty"),
            models.CheckConstraint(
                condition=Q(language__regex=r"^[a-z]{2}$") & ~Q(language="en"), name="localisedtext_is_not_english"
            ),
            models.CheckConstraint(condition=Q(status__in=[*TextStatus]), name="localisedtext_status_known"),
        ]

    def __str__(self) -> str:
        return f"{self.language}: {self.text[:60]}"
