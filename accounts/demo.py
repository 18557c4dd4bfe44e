"""The invented people and organisations of the demonstration. None of them exists; every page says so."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from django.utils.translation import gettext_lazy as _

from accounts.models import OrganisationKind
from accounts.roles import Role

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise


@dataclass(frozen=True)
class DemoOrganisation:
    """An organisation that does not exist."""

    name: str
    kind: OrganisationKind
    verified: bool = True


@dataclass(frozen=True)
class Persona:
    """A person who does not exist, with what a visitor can try as them."""

    key: str
    name: str
    can_do: _StrPromise
    role: Role | None = None
    organisation: DemoOrganisation | None = None
    country: str | None = None

    @property
    def email(self) -> str:
        return f"{self.key}@example.org"


SECRETARIAT: Final = DemoOrganisation("Demo Secretariat (invented)", OrganisationKind.SECRETARIAT)
OFFICE: Final = DemoOrganisation("Demo Statistics Office (invented)", OrganisationKind.INTERNATIONAL)
MINISTRY: Final = DemoOrganisation("Demo Ministry of Labour (invented)", OrganisationKind.GOVERNMENT)
GERMAN_MINISTRY: Final = DemoOrganisation("Demo Ministry of Labour of Germany (invented)", OrganisationKind.GOVERNMENT)
SPANISH_MINISTRY: Final = DemoOrganisation("Demo Ministry of Labour of Spain (invented)", OrganisationKind.GOVERNMENT)
REVIEW_BOARD: Final = DemoOrganisation("Demo Review Board (invented)", OrganisationKind.INTERNATIONAL)
UNIVERSITY: Final = DemoOrganisation("Demo University (invented)", OrganisationKind.RESEARCH)
COURT: Final = DemoOrganisation("Demo Audit Office (invented)", OrganisationKind.INTERNATIONAL)
HOSPITAL: Final = DemoOrganisation("Demo Hospital Group (invented)", OrganisationKind.EMPLOYER)
FOUNDATION: Final = DemoOrganisation("Demo Foundation (invented)", OrganisationKind.DONOR)
AGENCY: Final = DemoOrganisation("Demo Recruitment Agency (invented)", OrganisationKind.RECRUITER, verified=False)

# The secretariat stands first: it gives the others their roles.
PERSONAS: Final[tuple[Persona, ...]] = (
    Persona(
        "secretariat",
        "Sol Demoson",
        _("Gives roles, verifies organisations, reads the audit trail, withdraws figures."),
        Role.SECRETARIAT,
        SECRETARIAT,
    ),
    Persona(
        "importer",
        "Ida Demoson",
        _("Imports published files, looks at problems and differences. Can't publish what she imported."),
        Role.STATISTICIAN,
        OFFICE,
    ),
    Persona(
        "publisher",
        "Paul Demoson",
        _("Looks at what a colleague imported and publishes it."),
        Role.STATISTICIAN,
        OFFICE,
    ),
    Persona(
        "focal-point",
        "Fatou Demoson",
        _("Speaks for a country on the hub."),
        Role.FOCAL_POINT,
        MINISTRY,
        country="PHL",
    ),
    Persona(
        "focal-point-germany",
        "Frida Demoson",
        _("Writes what holds for the permits of Germany, hands it in for review, confirms what still holds."),
        Role.FOCAL_POINT,
        GERMAN_MINISTRY,
        country="DEU",
    ),
    Persona(
        "focal-point-spain",
        "Felipe Demoson",
        _("Does the same for Spain, and sees no draft of Germany."),
        Role.FOCAL_POINT,
        SPANISH_MINISTRY,
        country="ESP",
    ),
    Persona(
        "reviewer",
        "Rosa Demoson",
        _("Reads what focal points wrote against its sources, sends it back or approves and publishes it."),
        Role.REVIEWER,
        REVIEW_BOARD,
    ),
    Persona("analyst", "Ana Demoson", _("Makes API keys that may ask often."), Role.ANALYST, UNIVERSITY),
    Persona("auditor", "Otto Demoson", _("Reads everything that was decided, changes nothing."), Role.AUDITOR, COURT),
    Persona("employer", "Emil Demoson", _("Hires abroad for a hospital."), Role.EMPLOYER, HOSPITAL),
    Persona("donor", "Dora Demoson", _("Pays for projects and follows what becomes of them."), Role.DONOR, FOUNDATION),
    Persona(
        "recruiter",
        "Rui Demoson",
        _("Owns an agency that nobody has verified yet."),
        None,
        AGENCY,
    ),
    Persona(
        "newcomer",
        "Nia Demoson",
        _("Has just made an account and holds no role."),
    ),
)
