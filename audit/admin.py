"""Events to look at; the database would refuse anything else."""

from __future__ import annotations

from django.contrib import admin
from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from audit.models import Event
from audit.sentences import sentence


@admin.register(Event)
class EventAdmin(admin.ModelAdmin):
    """Read-only, newest first."""

    list_display = ["sequence", "occurred_at", "told", "actor", "action", "subject"]
    search_fields = ["=subject", "=actor", "=action"]
    ordering = ["-sequence"]
    date_hierarchy = "occurred_at"
    fields = ["told", *(field.name for field in Event._meta.fields)]

    @admin.display(description=_("what happened"))
    def told(self, event: Event) -> str:
        return sentence(event)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        return False
