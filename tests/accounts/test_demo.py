"""The invented people: there in demonstration mode, and nowhere else."""

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from django.utils import timezone

from accounts.actions.demo import load_people
from accounts.demo import PERSONAS
from accounts.models import Organisation, RoleAssignment, User
from accounts.permissions import roles_of
from accounts.roles import Role
from countries import actions as countries
from countries.models import Country, LoadedEdition
from tests.accounts.test_sign_in import account, sign_in, signed_in
from tests.factories.accounts import UserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


@pytest.fixture
def demo(settings):
    settings.DEMO = True
    load_people(at=timezone.now())


def test_every_invented_person_and_organisation_says_so():
    assert len({persona.email for persona in PERSONAS}) == len(PERSONAS)
    assert all(persona.email.endswith("@example.org") and "Demo" in persona.name for persona in PERSONAS)
    assert all("(invented)" in persona.organisation.name for persona in PERSONAS if persona.organisation)


def test_every_role_has_a_person_to_try_it():
    assert {persona.role for persona in PERSONAS} >= set(Role)


@pytest.mark.usefixtures("demo")
def test_loading_again_changes_nothing():
    def state():
        return (
            set(User.objects.values_list("email", "name", "is_demo")),
            set(RoleAssignment.objects.values_list("pk", "valid_to")),
            set(Organisation.objects.values_list("pk", "verified_at")),
        )

    before = state()
    load_people(at=timezone.now())

    assert state() == before
    assert all(person.is_demo and not person.has_usable_password() for person in User.objects.all())
    assert RoleAssignment.objects.filter(role=Role.FOCAL_POINT, country="PHL").exists()
    assert all(held.granted_by for held in RoleAssignment.objects.exclude(role=Role.SECRETARIAT))
    assert Organisation.objects.filter(verified_at=None).count() == 2  # nobody else may verify the secretariat


def test_without_countries_the_focal_point_waits_for_its_country():
    Country.objects.all().delete()
    load_people(at=timezone.now())
    focal_point = User.objects.get(email="focal-point@example.org")
    assert Role.FOCAL_POINT not in roles_of(focal_point)

    LoadedEdition.objects.all().delete()
    countries.load()
    load_people(at=timezone.now())
    assert Role.FOCAL_POINT in roles_of(focal_point)


def test_a_real_account_is_never_turned_into_a_persona():
    UserFactory(email=PERSONAS[0].email)

    with pytest.raises(ValueError, match="real account"):
        load_people(at=timezone.now())


@pytest.mark.usefixtures("demo")
@pytest.mark.parametrize("language", ["en", "es", "fr"])
def test_one_click_signs_in(client, language):
    page = client.get(f"/{language}/demo/").content.decode()
    assert page.count('<button type="submit" class="button"') == len(PERSONAS)

    answer = client.post(f"/{language}/demo/", {"email": "importer@example.org"})

    assert answer.url == f"/{language}/account/"
    assert "Ida Demoson" in client.get(answer.url).content.decode()


@pytest.mark.usefixtures("demo")
@pytest.mark.parametrize(
    ("wanted", "got"), [("/en/desk/", "/en/desk/"), ("https://evil.example/", "/en/account/"), ("", "/en/account/")]
)
def test_one_click_leads_on_inside_the_hub_only(client, wanted, got):
    assert 'value="https://evil' not in client.get("/en/demo/", {"next": wanted}).content.decode()
    assert client.post("/en/demo/", {"email": "importer@example.org", "next": wanted}).url == got


@pytest.mark.usefixtures("demo")
def test_the_click_signs_in_invented_people_only(client):
    account("minister@example.org")

    assert client.post("/en/demo/", {"email": "minister@example.org"}).status_code == 404
    assert client.post("/en/demo/", {}).status_code == 404
    assert not signed_in(client)


@pytest.mark.usefixtures("demo")
def test_the_click_must_come_from_our_own_page():
    answer = Client(enforce_csrf_checks=True).post("/en/demo/", {"email": "importer@example.org"})

    assert answer.status_code == 403


@pytest.mark.usefixtures("demo")
def test_without_demonstration_mode_there_is_no_such_page(client, settings):
    settings.DEMO = False

    assert client.get("/en/demo/").status_code == 404
    assert client.post("/en/demo/", {"email": "importer@example.org"}).status_code == 404
    assert not signed_in(client)


@pytest.mark.usefixtures("demo")
def test_a_persona_left_behind_loses_its_session_with_the_mode(client, settings):
    client.post("/en/demo/", {"email": "importer@example.org"})
    settings.DEMO = False

    assert client.get("/en/account/").status_code == 302


def test_a_persona_left_behind_cannot_sign_in_even_with_a_password(client, settings):
    account("importer@example.org", is_demo=True)

    settings.DEMO = False
    sign_in(client, "importer@example.org")
    assert not signed_in(client)

    settings.DEMO = True
    sign_in(client, "importer@example.org")
    assert signed_in(client)


def test_the_command_refuses_outside_the_demonstration(settings):
    settings.DEMO = False

    with pytest.raises(CommandError, match="IIMD_DEMO"):
        call_command("load_demo_people")
    assert not User.objects.exists()


def test_the_command_says_how_many_are_here(settings, capsys):
    settings.DEMO = True

    call_command("load_demo_people")

    assert f"{len(PERSONAS)} invented people" in capsys.readouterr().out
