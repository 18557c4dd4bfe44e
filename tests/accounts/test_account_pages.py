import re

import pytest
from django.utils import timezone

from accounts.models import ApiKey
from accounts.roles import Role
from countries.models import Country
from tests.factories.accounts import MembershipFactory, RoleAssignmentFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def person(client):
    found = UserFactory(name="Ana Example")
    client.force_login(found)
    return found


@pytest.mark.parametrize("page", ["", "keys/", "email/", "password/change/", "2fa/"])
def test_a_visitor_is_asked_to_sign_in(client, page):
    answer = client.get(f"/en/account/{page}")

    assert answer.status_code == 302
    assert answer.url.startswith("/en/account/login/?next=")


@pytest.mark.parametrize("language", ["en", "es", "fr"])
def test_the_account_shows_who_i_am_here(client, person, language):
    MembershipFactory(person=person, organisation__name="Example Works")
    RoleAssignmentFactory(person=person, role=Role.FOCAL_POINT, country=Country.objects.get(pk="KEN"))
    RoleAssignmentFactory(person=person, role=Role.STATISTICIAN)

    page = client.get(f"/{language}/account/").content.decode()

    assert "Ana Example" in page
    assert "Example Works" in page
    assert "Ken" in page  # Kenya, Kenia


def test_the_account_page_asks_as_often_for_many_roles_as_for_one(client, person, django_assert_max_num_queries):
    for _time in range(5):
        MembershipFactory(person=person)
        RoleAssignmentFactory(person=person, role=Role.EMPLOYER, organisation=MembershipFactory().organisation)

    with django_assert_max_num_queries(8):
        client.get("/en/account/")


def test_a_key_is_made_shown_once_and_revoked(client, person):
    made = client.post("/en/account/keys/", {"name": "my script", "days": "90"})
    shown = re.search(r'<code id="new-key">(iimd\w{8}\.[\w-]{43})<', made.content.decode()).group(1)
    assert made.headers["Cache-Control"].startswith("max-age=0, no-cache, no-store")

    key = ApiKey.objects.get()
    listed = client.get("/en/account/keys/").content.decode()
    assert key.prefix in listed
    assert shown not in listed

    ask = client.get(f"/en/account/keys/{key.pk}/revoke/")
    assert "my script" in ask.content.decode()
    key.refresh_from_db()
    assert key.revoked_at is None

    client.post(f"/en/account/keys/{key.pk}/revoke/")
    key.refresh_from_db()
    assert key.revoked_at is not None
    assert "revoked" in client.get("/en/account/keys/").content.decode()
    assert client.get(f"/en/account/keys/{key.pk}/revoke/").status_code == 404


def test_a_key_without_a_name_is_refused_with_a_link_to_the_field(client, person):
    page = client.post("/en/account/keys/", {"name": "", "days": "90"}).content.decode()

    assert 'href="#id_name"' in page
    assert not ApiKey.objects.exists()


def test_a_key_for_ever_has_no_end(client, person):
    client.post("/en/account/keys/", {"name": "for ever", "days": "0"})

    assert ApiKey.objects.get().expires_at is None


def test_the_key_of_somebody_else_does_not_exist_for_me(client, person):
    other = ApiKey.objects.create(person=UserFactory(), name="x", prefix="iimdabcdefgh", secret_digest="0" * 64)

    assert client.get(f"/en/account/keys/{other.pk}/revoke/").status_code == 404
    assert client.post(f"/en/account/keys/{other.pk}/revoke/").status_code == 404
    other.refresh_from_db()
    assert other.revoked_at is None


def test_names_are_shown_as_text(client, person):
    person.name = "<script>alert(1)</script>"
    person.save()
    client.post("/en/account/keys/", {"name": "<b>bold</b>", "days": "0"})

    assert "<script>alert" not in client.get("/en/account/").content.decode()
    assert "<b>bold" not in client.get("/en/account/keys/").content.decode()


def test_addresses_can_be_added_and_removed(client, person):
    client.post("/en/account/email/", {"action_add": "", "email": "second@example.org"})

    assert timezone.now() > person.joined_at
    assert "second@example.org" in client.get("/en/account/email/").content.decode()
