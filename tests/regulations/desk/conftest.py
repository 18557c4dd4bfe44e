"""Who sits at the desk: focal points of two countries, a reviewer, the secretariat. Nobody of them exists."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.test import Client

from accounts.models import OrganisationKind, User
from accounts.roles import Role
from countries.models import Country
from regulations.actions import drafts, reviews
from regulations.actions.drafts import Content, Reference
from regulations.models import Provision, ProvisionVersion
from regulations.people import Acting
from tests.factories.accounts import (
    MembershipFactory,
    OrganisationFactory,
    RoleAssignmentFactory,
    UserFactory,
    person_with,
)
from tests.factories.regulations import make_provision, make_source

# 23:30 in Berlin on the last evening of November.
NOW = datetime(2026, 11, 30, 22, 30, tzinfo=UTC)
WEEK_AGO = datetime(2026, 11, 23, 9, tzinfo=UTC)


def focal_point(country: str, **fields: object) -> User:
    person: User = UserFactory(**fields)
    RoleAssignmentFactory(person=person, role=Role.FOCAL_POINT, country=Country.objects.get(code=country))
    return person


def browser_of(person: User) -> Client:
    client = Client()
    client.force_login(person)
    return client


@pytest.fixture(autouse=True)
def without_second_factor(settings) -> None:
    """Decisions need no second factor here (one test asks for it)."""
    settings.REQUIRE_SECOND_FACTOR = False


@pytest.fixture
def german() -> User:
    """The focal point of Germany, who acts for a ministry that was verified."""
    person = focal_point("DEU", name="Frida")
    ministry = OrganisationFactory(
        name="Ministry of Tests", kind=OrganisationKind.GOVERNMENT, verified_at=WEEK_AGO, verified_by=UserFactory()
    )
    MembershipFactory(person=person, organisation=ministry)
    return person


@pytest.fixture
def spanish() -> User:
    return focal_point("ESP", name="Felipe")


@pytest.fixture
def reviewer() -> User:
    return person_with(Role.REVIEWER, name="Rosa")


@pytest.fixture
def secretariat() -> User:
    return person_with(Role.SECRETARIAT, name="Sol")


@pytest.fixture
def salary() -> Provision:
    """The salary floor of the German Blue Card."""
    make_source()
    return make_provision()


def euros(amount: str) -> dict[str, str]:
    return {"type": "money", "amount": amount, "currency": "EUR", "per": "year", "gross_net": "gross"}


def content(amount: str = "50700", **fields: object) -> Content:
    """A salary floor from this year on, read in a law."""
    given: dict[str, object] = {
        "value": euros(amount),
        "text": f"The salary is at least {amount} euros a year.",
        "valid_from": date(2026, 1, 1),
        "valid_to": None,
        "governing_date": "application_date",
        "references": (Reference("DE-LAW", "s. 18g", "", date(2026, 11, 1)),),
    }
    return Content(**{**given, **fields})  # type: ignore[arg-type]


def of(provision: Provision) -> dict[str, Any]:
    """How actions name a matter."""
    return {"permit": provision.permit, "element": provision.element, "key": provision.key}


def approved(
    provision: Provision, author: User, reviewer: User, amount: str = "50700", **fields: object
) -> ProvisionVersion:
    """A version that its author handed in and somebody else approved."""
    draft = drafts.start(**of(provision), content=content(amount, **fields), actor=Acting(author), at=WEEK_AGO)
    drafts.submit(version=draft, actor=Acting(author), at=WEEK_AGO)
    reviews.take_up(version=draft, actor=Acting(reviewer), at=WEEK_AGO)
    return reviews.approve(version=draft, actor=Acting(reviewer), at=WEEK_AGO)
