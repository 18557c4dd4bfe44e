"""What lists of datasets and releases can be narrowed by."""

from __future__ import annotations

import django_filters
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from datasets import definition as definitions
from datasets.models import Dataset, Release


def _rooms() -> list[tuple[str, str]]:
    rooms = sorted({definition.room for definition in definitions.all_definitions().values()})
    return [(room, room) for room in rooms]


class DatasetFilter(django_filters.FilterSet):
    """Parameters of /api/v1/datasets/ besides the page."""

    room = django_filters.ChoiceFilter(choices=_rooms, help_text=_("The part of the hub it belongs to."))
    kind = django_filters.ChoiceFilter(
        method="of_kind", choices=Release.Kind.choices, help_text=_("Imported from files, or computed by the hub.")
    )
    published = django_filters.ChoiceFilter(
        method="with_release",
        choices=[("true", _("yes")), ("false", _("no"))],
        help_text=_("Whether there is a release in force."),
    )

    class Meta:
        model = Dataset
        fields: list[str] = []

    def of_kind(self, queryset: QuerySet[Dataset], name: str, value: str) -> QuerySet[Dataset]:
        return queryset.filter(is_derived=value == Release.Kind.DERIVED)

    def with_release(self, queryset: QuerySet[Dataset], name: str, value: str) -> QuerySet[Dataset]:
        in_force = Release.objects.published().values("dataset")
        return queryset.filter(pk__in=in_force) if value == "true" else queryset.exclude(pk__in=in_force)


# Drafts and checked releases are nobody's business but the desk's.
PUBLIC = [choice for choice in Release.Status.choices if choice[0] in {"published", "superseded", "withdrawn"}]


class ReleaseFilter(django_filters.FilterSet):
    """Parameters of lists of releases besides the page."""

    status = django_filters.ChoiceFilter(choices=PUBLIC, help_text=_("Where the release stands."))
    published_after = django_filters.IsoDateTimeFilter(
        field_name="published_at", lookup_expr="gte", help_text=_("Published at or after this moment (ISO 8601).")
    )
    published_before = django_filters.IsoDateTimeFilter(
        field_name="published_at", lookup_expr="lt", help_text=_("Published before this moment (ISO 8601).")
    )

    class Meta:
        model = Release
        fields: list[str] = []
