from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from threading import Barrier

import pytest
from django.db import connection
from django.utils import timezone

from accounts.actions.roles import RoleError, grant_role, revoke_role
from accounts.models import RoleAssignment
from accounts.permissions import NotAllowed, allowed, roles_of
from accounts.roles import PERSON, Role
from audit.models import Event
from countries.models import Country
from tests.factories.accounts import OrganisationFactory, RoleAssignmentFactory, UserFactory, person_with

pytestmark = pytest.mark.django_db

NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)


def test_a_role_counts_from_its_first_moment_to_just_before_its_last():
    held = RoleAssignmentFactory(valid_from=NOON, valid_to=NOON + timedelta(hours=1))

    def at(moment):
        return Role.STATISTICIAN in roles_of(held.person, at=moment)

    assert not at(NOON - timedelta(microseconds=1))
    assert at(NOON)
    assert at(NOON + timedelta(minutes=59))
    assert not at(NOON + timedelta(hours=1))


def test_a_role_for_an_organisation_counts_there_only():
    mine, other = OrganisationFactory(), OrganisationFactory()
    person = person_with(Role.ANALYST)
    RoleAssignmentFactory(person=person, role=Role.DONOR, organisation=mine)

    assert roles_of(person) == {PERSON, Role.ANALYST, Role.DONOR}
    assert roles_of(person, mine) == {PERSON, Role.ANALYST, Role.DONOR}
    assert roles_of(person, other) == {PERSON, Role.ANALYST}


def test_the_focal_point_of_one_country_is_none_on_another():
    kenya, nepal = Country.objects.get(pk="KEN"), Country.objects.get(pk="NPL")
    held = RoleAssignmentFactory(role=Role.FOCAL_POINT, country=kenya)

    assert allowed(held.person, "desk.open", on=kenya)
    assert not allowed(held.person, "desk.open", on=nepal)
    assert not allowed(held.person, "desk.open", on=OrganisationFactory())


def test_the_secretariat_gives_a_role_and_the_trail_says_so():
    secretariat, person = person_with(Role.SECRETARIAT), UserFactory()
    now = timezone.now()

    held = grant_role(actor=secretariat, person=person, role=Role.STATISTICIAN, at=now)

    assert roles_of(person) == {PERSON, Role.STATISTICIAN}
    assert held.granted_by == secretariat
    event = Event.objects.get(action="role.grant")
    assert (event.actor, event.subject) == (f"user:{secretariat.pk}", f"user:{person.pk}")
    assert event.data == {"role": "statistician"}


def test_the_operator_gives_the_first_role():
    person = UserFactory()

    grant_role(actor=None, person=person, role=Role.SECRETARIAT, at=timezone.now())

    assert Event.objects.get(action="role.grant").actor == "system:operator"


def test_nobody_gives_a_role_to_themselves():
    secretariat = person_with(Role.SECRETARIAT)

    with pytest.raises(NotAllowed) as refused:
        grant_role(actor=secretariat, person=secretariat, role=Role.STATISTICIAN, at=timezone.now())

    assert refused.value.refusal.code == "own_work"
    assert not Event.objects.exists()


def test_a_statistician_gives_no_roles():
    with pytest.raises(NotAllowed) as refused:
        grant_role(
            actor=person_with(Role.STATISTICIAN), person=UserFactory(), role=Role.STATISTICIAN, at=timezone.now()
        )

    assert refused.value.refusal.code == "role"


@pytest.mark.parametrize(
    ("role", "given", "code"),
    [
        (Role.EMPLOYER, None, "needs_organisation"),
        (Role.ANALYST, OrganisationFactory, "takes_no_organisation"),
        (Role.FOCAL_POINT, None, "needs_country"),
        (Role.ANALYST, lambda: Country.objects.get(pk="KEN"), "takes_no_country"),
    ],
)
def test_a_role_is_given_with_what_it_needs(role, given, code):
    subject = {code.rpartition("_")[2]: given()} if given else {}

    with pytest.raises(RoleError, match=code):
        grant_role(actor=None, person=UserFactory(), role=role, at=timezone.now(), **subject)


def test_the_trail_names_the_country_of_a_focal_point():
    grant_role(
        actor=None,
        person=UserFactory(),
        role=Role.FOCAL_POINT,
        country=Country.objects.get(pk="KEN"),
        at=timezone.now(),
    )

    assert Event.objects.get().data == {"role": "focal_point", "country": "KEN"}


def test_a_role_held_already_is_not_given_again():
    person = person_with(Role.ANALYST)

    with pytest.raises(RoleError, match="held"):
        grant_role(actor=None, person=person, role=Role.ANALYST, at=timezone.now())


def test_a_role_may_be_given_up_to_the_moment_it_is_held_from_later_on():
    later = NOON + timedelta(days=1)
    held = RoleAssignmentFactory(valid_from=later)

    with pytest.raises(RoleError, match="held"):
        grant_role(actor=None, person=held.person, role=Role.STATISTICIAN, at=NOON)
    grant_role(actor=None, person=held.person, role=Role.STATISTICIAN, at=NOON, until=later)

    assert Role.STATISTICIAN in roles_of(held.person, at=NOON)


def test_a_role_taken_back_is_gone_at_once_and_stays_known():
    secretariat, held = person_with(Role.SECRETARIAT), RoleAssignmentFactory()

    revoke_role(actor=secretariat, assignment=held, reason="left the office", at=timezone.now())

    assert roles_of(held.person) == {PERSON}
    assert RoleAssignment.objects.filter(pk=held.pk).exists()
    assert Event.objects.get(action="role.revoke").data == {"role": "statistician", "reason": "left the office"}


def test_a_role_is_not_taken_back_twice():
    held = RoleAssignmentFactory()
    revoke_role(actor=None, assignment=held, reason="", at=timezone.now())

    with pytest.raises(RoleError, match="ended"):
        revoke_role(actor=None, assignment=held, reason="", at=timezone.now())


def test_nobody_takes_back_their_own_role():
    held = RoleAssignmentFactory(role=Role.SECRETARIAT)

    with pytest.raises(NotAllowed):
        revoke_role(actor=held.person, assignment=held, reason="tired", at=timezone.now())


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_two_grants_at_once_give_one_role():
    """The second waits for the first and is told that the role is held, never a constraint."""
    person, together = UserFactory(), Barrier(2)

    def grant() -> str:
        try:
            together.wait()
            grant_role(actor=None, person=person, role=Role.ANALYST, at=timezone.now())
        except RoleError as refused:
            return refused.code
        finally:
            connection.close()
        return "granted"

    with ThreadPoolExecutor(2) as pool:
        answers = [answer.result() for answer in [pool.submit(grant), pool.submit(grant)]]

    assert sorted(answers) == ["granted", "held"]
    assert RoleAssignment.objects.count() == 1
