"""The administration site: who gets in, and that roles given there go through the actions."""

import time

import pytest
from allauth.mfa.models import Authenticator

from accounts.adapter import SecondFactorAdapter
from accounts.models import RoleAssignment
from accounts.roles import Role
from audit.models import Event
from tests.factories.accounts import (
    MembershipFactory,
    OrganisationFactory,
    RoleAssignmentFactory,
    UserFactory,
    person_with,
)

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


@pytest.fixture
def operator(settings, client):
    """Staff who is secretariat too; no second factor asked for."""
    settings.REQUIRE_SECOND_FACTOR = False
    person = person_with(Role.SECRETARIAT, is_staff=True, is_superuser=True)
    client.force_login(person)
    return person


def give(client, person, role, **more):
    return client.post("/admin/accounts/roleassignment/add/", {"person": person.pk, "role": role, **more})


def test_staff_without_a_second_factor_are_led_to_set_one_up(client, settings):
    settings.REQUIRE_SECOND_FACTOR = True
    person = UserFactory(is_staff=True, is_superuser=True)
    client.force_login(person)

    answer = client.get("/admin/", follow=False)
    assert answer.status_code == 302
    assert client.get(answer.url).url == "/en/account/2fa/totp/activate/?next=%2Fadmin%2F"

    Authenticator.objects.create(user=person, type="totp", data={"secret": SecondFactorAdapter().encrypt("A" * 32)})
    assert client.get(answer.url).url == "/en/account/2fa/reauthenticate/?next=%2Fadmin%2F"

    session = client.session
    session["account_authentication_methods"] = [{"method": "mfa", "at": time.time()}]
    session["account_authentication_methods_user"] = str(person.pk)
    session.save()
    assert client.get("/admin/").status_code == 200


def test_people_who_are_not_staff_are_told_so(client):
    client.force_login(UserFactory())

    assert client.get("/admin/", follow=True).status_code == 403


@pytest.mark.parametrize("table", ["user", "organisation", "roleassignment"])
def test_every_list_opens(client, operator, table):
    RoleAssignmentFactory(role=Role.DONOR, organisation=MembershipFactory().organisation)

    assert client.get(f"/admin/accounts/{table}/?q=example").status_code == 200


def test_a_role_given_here_is_in_the_audit_trail(client, operator):
    person = UserFactory()

    give(client, person, "focal_point", country="KEN")

    held = RoleAssignment.objects.get(person=person)
    assert (held.country_id, held.granted_by) == ("KEN", operator)
    assert Event.objects.get(action="role.grant").data == {"role": "focal_point", "country": "KEN"}


@pytest.mark.parametrize("role", ["focal_point", "donor"])
def test_a_role_without_what_it_needs_is_refused_by_the_form(client, operator, role):
    answer = give(client, UserFactory(), role)

    assert answer.status_code == 200
    assert "needs" in answer.content.decode()
    assert RoleAssignment.objects.count() == 1


def test_nobody_gives_themselves_a_role_here_either(client, operator):
    assert give(client, operator, "auditor").status_code == 403
    assert RoleAssignment.objects.count() == 1


def test_a_superuser_without_the_role_gives_none(client, settings):
    settings.REQUIRE_SECOND_FACTOR = False
    client.force_login(UserFactory(is_staff=True, is_superuser=True))

    assert give(client, UserFactory(), "auditor").status_code == 403


def test_roles_are_taken_back_not_deleted(client, operator):
    held = RoleAssignmentFactory()

    assert client.post(f"/admin/accounts/roleassignment/{held.pk}/delete/", {"post": "yes"}).status_code == 403
    for _time in range(2):
        client.post("/admin/accounts/roleassignment/", {"action": "take_back", "_selected_action": held.pk})

    held.refresh_from_db()
    assert held.valid_to is not None
    assert Event.objects.filter(action="role.revoke").count() == 1


def test_organisations_are_verified_but_not_ones_own(client, operator):
    other, own = OrganisationFactory(), MembershipFactory(person=operator).organisation

    client.post("/admin/accounts/organisation/", {"action": "verify", "_selected_action": [other.pk, own.pk]})

    other.refresh_from_db()
    own.refresh_from_db()
    assert other.is_verified
    assert not own.is_verified
