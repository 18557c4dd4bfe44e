"""People, organisations, who belongs where and who holds which role. Users sign in with their e-mail address."""

from __future__ import annotations

import uuid
from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateTimeRangeField, RangeBoundary, RangeOperators
from django.db import models
from django.db.models import F, Func, Q, Value
from django.db.models.functions import Coalesce, Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts import sentences
from accounts.querysets import ApiKeyQuerySet, RoleAssignmentQuerySet
from accounts.roles import Role, Scope, roles_with
from countries.models import Country

_SHA256 = r"^[0-9a-f]{64}$"
_NONE = Value(uuid.UUID(int=0), output_field=models.UUIDField())  # stands for null, which no exclusion compares


class UserManager(BaseUserManager["User"]):
    """Makes users whose only name for signing in is an e-mail address."""

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> User:
        if not email:
            raise ValueError("a user needs an e-mail address")
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> User:
        return self.create_user(email, password, is_staff=True, is_superuser=True, **fields)

    def get_by_natural_key(self, username: str | None) -> User:
        return self.get(email=(username or "").lower())


class User(AbstractBaseUser, PermissionsMixin):
    """A person who signs in. What they may do comes from their roles, never from a flag here."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    email = models.EmailField(_("e-mail address"), unique=True, help_text=_("Kept in lower case."))
    name = models.CharField(_("name"), max_length=200, blank=True, help_text=_("As others see it."))
    is_active = models.BooleanField(
        _("active"), default=True, help_text=_("Close an account by clearing this; accounts are never deleted.")
    )
    is_staff = models.BooleanField(_("may open the administration site"), default=False)
    is_demo = models.BooleanField(
        _("invented for the demonstration"), default=False, help_text=_("Can sign in only in demonstration mode.")
    )
    joined_at = models.DateTimeField(_("joined"), auto_now_add=True)

    objects = UserManager()

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")
        constraints = [
            models.CheckConstraint(condition=Q(email=Lower("email")), name="user_email_in_lower_case"),
            models.CheckConstraint(
                condition=Q(is_demo=False) | Q(is_staff=False, is_superuser=False), name="user_invented_is_no_staff"
            ),
        ]

    def __str__(self) -> str:
        return self.name or self.email

    @property
    def actor(self) -> str:
        """How the audit trail names this person."""
        return f"user:{self.pk}"


class OrganisationKind(models.TextChoices):
    GOVERNMENT = "government", _("government")
    EMPLOYER = "employer", _("employer")
    RECRUITER = "recruiter", _("recruiter")
    DONOR = "donor", _("donor")
    CIVIL_SOCIETY = "civil_society", _("civil society")
    INTERNATIONAL = "international", _("international organisation")
    RESEARCH = "research", _("research")
    SECRETARIAT = "secretariat", _("secretariat of the hub")


class Organisation(models.Model):
    """An organisation people act for. It counts as verified once somebody outside it has confirmed who it is."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField(_("name"), max_length=250)
    kind = models.CharField(_("kind"), max_length=20, choices=OrganisationKind)
    country = models.ForeignKey(
        Country,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("country"),
        help_text=_("Where it has its seat; empty for those of several countries."),
    )
    website = models.URLField(_("web site"), blank=True)
    is_demo = models.BooleanField(_("invented for the demonstration"), default=False)
    verified_at = models.DateTimeField(_("verified"), null=True, blank=True, editable=False)
    verified_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, editable=False, related_name="+", verbose_name=_("verified by")
    )
    created_at = models.DateTimeField(_("created"), auto_now_add=True)
    members = models.ManyToManyField(User, through="Membership", related_name="organisations")

    class Meta:
        verbose_name = _("organisation")
        verbose_name_plural = _("organisations")
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(condition=~Q(name=""), name="organisation_has_a_name"),
            models.CheckConstraint(condition=Q(kind__in=OrganisationKind.values), name="organisation_kind_known"),
            models.CheckConstraint(
                condition=Q(verified_at=None, verified_by=None)
                | Q(verified_at__isnull=False, verified_by__isnull=False),
                name="organisation_verified_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_verified(self) -> bool:
        return self.verified_at is not None


class Membership(models.Model):
    """A person who belongs to an organisation."""

    class Standing(models.TextChoices):
        OWNER = "owner", _("owner")
        CONTRIBUTOR = "contributor", _("contributor")

    person = models.ForeignKey(User, models.CASCADE, related_name="memberships", verbose_name=_("person"))
    organisation = models.ForeignKey(
        Organisation, models.CASCADE, related_name="memberships", verbose_name=_("organisation")
    )
    standing = models.CharField(
        _("standing"), max_length=12, choices=Standing, help_text=_("Owners speak for it; contributors work in it.")
    )
    joined_at = models.DateTimeField(_("joined"), auto_now_add=True)

    class Meta:
        verbose_name = _("membership")
        verbose_name_plural = _("memberships")
        constraints = [
            models.UniqueConstraint(fields=["person", "organisation"], name="membership_once"),
            models.CheckConstraint(
                condition=Q(standing__in=("owner", "contributor")), name="membership_standing_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person}, {self.organisation}"


class RoleAssignment(models.Model):
    """A role somebody holds from a moment on and, once it is taken back, until another one."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(User, models.PROTECT, related_name="role_assignments", verbose_name=_("person"))
    role = models.CharField(
        _("role"), max_length=20, choices=[(role.value, sentences.ROLE_NAMES[role]) for role in Role]
    )
    organisation = models.ForeignKey(
        Organisation,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="role_assignments",
        verbose_name=_("organisation"),
        help_text=_("For roles held for an organisation, such as employer or donor."),
    )
    country = models.ForeignKey(
        Country,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("country"),
        help_text=_("For roles held for a country: the focal point of Kenya is none on Nepal."),
    )
    valid_from = models.DateTimeField(_("from"), default=timezone.now)
    valid_to = models.DateTimeField(
        _("until"), null=True, blank=True, help_text=_("The role is not held any more at this moment.")
    )
    granted_by = models.ForeignKey(
        User,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="roles_granted",
        verbose_name=_("granted by"),
        help_text=_("Empty where the operator gave it at the command line: somebody has to be the first."),
    )

    objects = RoleAssignmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("role")
        verbose_name_plural = _("roles")
        ordering = ["role", "valid_from"]
        constraints = [
            models.CheckConstraint(condition=Q(role__in=[role.value for role in Role]), name="role_known"),
            models.CheckConstraint(
                condition=Q(role__in=roles_with(Scope.ORGANISATION), organisation__isnull=False)
                | Q(~Q(role__in=roles_with(Scope.ORGANISATION)), organisation=None),
                name="role_has_its_organisation",
                violation_error_message=_("This role needs an organisation, or takes none."),
            ),
            models.CheckConstraint(
                condition=Q(role__in=roles_with(Scope.COUNTRY), country__isnull=False)
                | Q(~Q(role__in=roles_with(Scope.COUNTRY)), country=None),
                name="role_has_its_country",
                violation_error_message=_("This role needs a country, or takes none."),
            ),
            models.CheckConstraint(
                condition=Q(valid_to=None) | Q(valid_to__gt=F("valid_from")), name="role_ends_after_it_starts"
            ),
            models.CheckConstraint(
                condition=Q(granted_by=None) | ~Q(granted_by=F("person")), name="role_granted_by_somebody_else"
            ),
            ExclusionConstraint(
                name="role_held_once_at_a_time",
                violation_error_message=_("The person holds this role already."),
                expressions=[
                    ("person", RangeOperators.EQUAL),
                    ("role", RangeOperators.EQUAL),
                    (Coalesce("organisation", _NONE), RangeOperators.EQUAL),
                    (Coalesce("country", Value("")), RangeOperators.EQUAL),
                    (
                        Func(
                            "valid_from",
                            "valid_to",
                            RangeBoundary(),
                            function="tstzrange",
                            output_field=DateTimeRangeField(),
                        ),
                        RangeOperators.OVERLAPS,
                    ),
                ],
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person}: {self.get_role_display()}"


class ApiKey(models.Model):
    """A key with which a program of this person asks the API. Only a digest of its secret is kept.

    Found by `queries.key_in_use` it has a `tier` too, "person" or "analyst": how often it may ask. That is not stored
    but read off the roles of the person.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(User, models.CASCADE, related_name="api_keys", verbose_name=_("person"))
    name = models.CharField(_("name"), max_length=100, help_text=_("What the key is for, so that you know it again."))
    prefix = models.CharField(_("beginning"), max_length=12, unique=True, editable=False)
    secret_digest = models.CharField(max_length=64, editable=False)
    created_at = models.DateTimeField(_("created"), default=timezone.now, editable=False)
    expires_at = models.DateTimeField(_("expires"), null=True, blank=True)
    last_used_at = models.DateTimeField(_("last used"), null=True, blank=True, editable=False)
    revoked_at = models.DateTimeField(_("revoked"), null=True, blank=True, editable=False)

    objects = ApiKeyQuerySet.as_manager()

    class Meta:
        verbose_name = _("API key")
        verbose_name_plural = _("API keys")
        ordering = ["-created_at"]
        constraints = [
            models.CheckConstraint(condition=Q(secret_digest__regex=_SHA256), name="key_digest_is_sha256"),
            models.CheckConstraint(
                condition=Q(expires_at=None) | Q(expires_at__gt=F("created_at")), name="key_expires_after_it_is_made"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.prefix}…)"
