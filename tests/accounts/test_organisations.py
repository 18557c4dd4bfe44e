import pytest
from django.utils import timezone

from accounts.actions.organisations import verify_organisation, withdraw_verification
from accounts.permissions import NotAllowed
from accounts.roles import Role
from audit.models import Event
from tests.factories.accounts import MembershipFactory, OrganisationFactory, person_with

pytestmark = pytest.mark.django_db


def test_the_secretariat_verifies_an_organisation_once():
    secretariat, organisation = person_with(Role.SECRETARIAT), OrganisationFactory()

    for _time in range(2):
        verify_organisation(actor=secretariat, organisation=organisation, at=timezone.now())

    assert organisation.is_verified
    assert organisation.verified_by == secretariat
    event = Event.objects.get()
    assert (event.action, event.subject) == ("organisation.verify", f"organisation:{organisation.pk}")


def test_nobody_verifies_an_organisation_they_belong_to():
    secretariat = person_with(Role.SECRETARIAT)
    membership = MembershipFactory(person=secretariat)

    with pytest.raises(NotAllowed) as refused:
        verify_organisation(actor=secretariat, organisation=membership.organisation, at=timezone.now())

    assert refused.value.refusal.code == "own_work"


def test_a_verification_is_withdrawn_with_its_reason():
    secretariat, organisation = person_with(Role.SECRETARIAT), OrganisationFactory()
    verify_organisation(actor=secretariat, organisation=organisation, at=timezone.now())

    withdraw_verification(
        actor=secretariat, organisation=organisation, reason="register entry deleted", at=timezone.now()
    )

    assert not organisation.is_verified
    assert Event.objects.order_by("-sequence").first().data == {"reason": "register entry deleted"}
