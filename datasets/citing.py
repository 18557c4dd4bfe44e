"""How a release is cited: what stands in the citation, and the address that always shows it."""

from __future__ import annotations

from django.conf import settings
from django.utils import timezone

from datasets.formats.citations import Cited
from datasets.models import Release


def permanent_address(release: Release, language: str = "en") -> str:
    """The page that shows exactly this release, whatever is published later."""
    return f"{settings.SITE_URL}/{language}/datasets/{release.dataset_id}/?release={release.number}"


def cited(release: Release, language: str) -> Cited:
    """What a citation of a published release says. Raises ValueError for one that never was published."""
    if release.published_at is None:
        raise ValueError(f"{release} was never published")
    definition = release.definition
    return Cited(
        dataset=release.dataset_id,
        release=release.number,
        title=definition.title[language],
        publisher=definition.source.publisher,
        published_on=release.published_at.date(),
        address=permanent_address(release, language),
        read_on=timezone.now().date(),
    )
