"""People, organisations and roles for the operator. What the audit trail must know goes through the actions."""

from __future__ import annotations

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.forms import ModelForm
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.access import explain_request, person_behind
from accounts.actions.organisations import verify_organisation
from accounts.actions.roles import RoleError, grant_role, revoke_role
from accounts.models import Membership, Organisation, RoleAssignment, User
from accounts.permissions import NotAllowed
from accounts.roles import Role


@admin.register(User)
class UserAdmin(admin.ModelAdmin):
    """Accounts are made by signing up and closed by clearing "active"; nobody is deleted."""

    list_display = ("email", "name", "is_active", "is_staff", "is_demo", "joined_at")
    list_filter = ("is_active", "is_staff", "is_demo")
    search_fields = ("email", "name")
    fields = ("email", "name", "is_active", "is_staff", "is_demo", "joined_at", "last_login")
    readonly_fields = ("email", "is_demo", "joined_at", "last_login")

    def has_add_permission(self, _request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, _request: HttpRequest, _obj: User | None = None) -> bool:
        return False


class MembershipInline(admin.TabularInline):
    model = Membership
    autocomplete_fields = ("person",)
    extra = 0


@admin.register(Organisation)
class OrganisationAdmin(admin.ModelAdmin):
    list_display = ("name", "kind", "country", "verified_at", "is_demo")
    list_filter = ("kind", "is_demo", ("verified_at", admin.EmptyFieldListFilter))
    search_fields = ("name",)
    fields = ("name", "kind", "country", "website", "is_demo", "verified_at", "verified_by")
    readonly_fields = ("is_demo", "verified_at", "verified_by")
    inlines = (MembershipInline,)
    actions = ("verify",)

    @admin.action(description=gettext_lazy("Verify the chosen organisations"))
    def verify(self, request: HttpRequest, chosen: QuerySet[Organisation]) -> None:
        for organisation in chosen:
            try:
                verify_organisation(actor=person_behind(request), organisation=organisation, at=timezone.now())
            except NotAllowed as refused:
                messages.error(request, f"{organisation}: {refused}")


@admin.register(RoleAssignment)
class RoleAssignmentAdmin(admin.ModelAdmin):
    """Roles are given and taken back, never edited: who held what and when stays known."""

    list_display = ("person", "role", "country", "organisation", "valid_from", "valid_to", "granted_by")
    list_filter = ("role", ("valid_to", admin.EmptyFieldListFilter))
    search_fields = ("person__email", "person__name", "organisation__name")
    fields = ("person", "role", "country", "organisation", "valid_to")
    autocomplete_fields = ("person", "organisation")
    list_select_related = ("person", "country", "organisation", "granted_by")
    actions = ("take_back",)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return explain_request(request, "roles.grant") is None

    def has_change_permission(self, _request: HttpRequest, _obj: RoleAssignment | None = None) -> bool:
        return False

    def has_delete_permission(self, _request: HttpRequest, _obj: RoleAssignment | None = None) -> bool:
        return False

    def save_model(self, request: HttpRequest, obj: RoleAssignment, _form: ModelForm, _change: bool) -> None:
        """The form has asked the constraints; the action asks who may. Nobody grants to themselves: 403."""
        granted = grant_role(
            actor=person_behind(request),
            person=obj.person,
            role=Role(obj.role),
            organisation=obj.organisation,
            country=obj.country,
            at=timezone.now(),
            until=obj.valid_to,
        )
        obj.pk = granted.pk

    @admin.action(description=gettext_lazy("Take back the chosen roles"), permissions=["add"])
    def take_back(self, request: HttpRequest, chosen: QuerySet[RoleAssignment]) -> None:
        for assignment in chosen.select_related("person"):
            try:
                revoke_role(
                    actor=person_behind(request), assignment=assignment, reason="administration site", at=timezone.now()
                )
            except NotAllowed as refused:
                messages.error(request, f"{assignment}: {refused}")
            except RoleError:
                messages.warning(request, _("%(role)s: not held any more.") % {"role": assignment})
