"""What all named code lists share: names in six languages on the row itself."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from countries.vocabulary import LANGUAGES


def names_complete(name: str) -> models.CheckConstraint:
    """Every language has its name: a page in any of them never shows a bare code."""
    return models.CheckConstraint(condition=models.Q(names__has_keys=list(LANGUAGES)), name=name)


class Named(models.Model):
    """A row whose names lie in it, so that a list in the reader's language costs no further query."""

    names: models.JSONField[dict[str, str], dict[str, str]] = models.JSONField(
        _("names"), help_text=_("Short name by language (en, es, fr, ar, zh, ru).")
    )

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """The short name in the active language; English where that language has none."""
        return self.name_in(get_language() or "en")

    def name_in(self, language: str) -> str:
        """The short name in `language` ("fr", also "fr-ch"); English where the language has none."""
        names: dict[str, Any] = self.names
        return str(names.get(language.partition("-")[0]) or names["en"])
