"""Foreign keys obey the same direction as imports. A reference by name hides from import tools."""

from __future__ import annotations

import pytest
from django.apps import apps
from django.db.models import Field, Model

from tests.architecture.house import floors


def relations() -> list[tuple[type[Model], Field, type[Model]]]:
    """Every relation between two of our models, many-to-many tables included."""
    ours = [model for model in apps.get_models(include_auto_created=True) if model._meta.app_label in floors()]
    fields = [(model, field) for model in ours for field in model._meta.get_fields() if _is_forward(field)]
    return [(model, field, field.related_model) for model, field in fields if field.related_model in ours]


def _is_forward(field: object) -> bool:
    return isinstance(field, Field) and field.is_relation


@pytest.mark.parametrize(
    ("model", "field", "target"), relations(), ids=lambda value: getattr(value, "__name__", getattr(value, "name", ""))
)
def test_a_foreign_key_points_downwards_or_within_its_room(
    model: type[Model], field: Field, target: type[Model]
) -> None:
    room, target_room = model._meta.app_label, target._meta.app_label

    assert room == target_room or floors()[room] > floors()[target_room], (
        f"{room}.{model.__name__}.{field.name} points beside or up, to {target_room}.{target.__name__}"
    )


def test_audit_events_point_to_nothing() -> None:
    """The trail holds nothing hostage: what it tells of may be deleted."""
    assert not [field for model, field, _ in relations() if model._meta.app_label == "audit"]
