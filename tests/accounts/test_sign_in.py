"""Making an account, signing in and out, forgotten passwords: by full requests, as a browser without script."""

import re

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.urls import reverse
from django.utils import translation

from accounts.models import User
from tests.factories.accounts import UserFactory

pytestmark = pytest.mark.django_db

PASSWORD = "a long way to Tipperary"


def account(email="ana@example.org", **fields):
    """Somebody with a confirmed address and a password."""
    person = UserFactory(email=email, **fields)
    person.set_password(PASSWORD)
    person.save()
    EmailAddress.objects.create(user=person, email=email, verified=True, primary=True)
    return person


def sign_in(client, email="ana@example.org", password=PASSWORD, **more):
    return client.post("/en/account/login/", {"login": email, "password": password, **more})


def signed_in(client):
    return "_auth_user_id" in client.session


@pytest.mark.slow
@pytest.mark.parametrize("language", ["en", "es", "fr"])
@pytest.mark.parametrize("name", ["account_login", "account_signup", "account_reset_password"])
def test_pages_for_visitors_answer_in_every_language(client, language, name):
    with translation.override(language):
        answer = client.get(reverse(name))

    page = answer.content.decode()
    assert answer.status_code == 200
    assert f'lang="{language}"' in page
    assert page.count("<h1>") == 1
    assert "placeholder" not in page.partition("<main")[2].partition("</main>")[0]
    assert "csrfmiddlewaretoken" in page


def test_signing_in_leads_to_the_account(client):
    account()

    answer = sign_in(client, "ANA@example.org")

    assert answer.url == "/en/account/"
    assert signed_in(client)


@pytest.mark.parametrize(
    ("wanted", "got"),
    [
        ("/en/datasets/", "/en/datasets/"),
        ("https://evil.example/", "/en/account/"),
        ("//evil.example/", "/en/account/"),
        ("/\\evil.example", "/en/account/"),
        ("javascript:alert(1)", "/en/account/"),
        ("http:///evil.example", "/en/account/"),
    ],
)
def test_signing_in_leads_on_inside_the_hub_only(client, wanted, got):
    account()

    assert sign_in(client, next=wanted).url == got


def test_the_answer_to_a_wrong_password_does_not_tell_whether_the_account_exists(client):
    account()

    wrong = sign_in(client, password="something else")
    nobody = sign_in(client, email="nobody@example.org")

    def said(answer):
        return re.findall(r'<div class="errors".*?</div>', answer.content.decode(), re.DOTALL)

    assert said(wrong)
    assert said(wrong) == said(nobody)
    assert not signed_in(client)


def test_errors_are_listed_with_links_to_their_fields(client):
    page = client.post("/en/account/login/", {}).content.decode()

    assert 'href="#id_login"' in page
    assert 'href="#id_password"' in page
    assert page.count('aria-invalid="true"') == 2


@pytest.mark.slow
def test_guessing_passwords_is_stopped(client):
    account()

    for _time in range(5):
        sign_in(client, password="wrong")
    answer = sign_in(client)

    assert not signed_in(client)
    assert "Too many" in answer.content.decode()


@pytest.mark.slow
def test_a_new_account_opens_with_the_link_in_the_mail(client):
    new = {"name": "Ana Example", "email": "Ana@Example.org", "password1": PASSWORD, "password2": PASSWORD}
    answer = client.post("/en/account/signup/", new, follow=True)
    assert "Read your e-mail" in answer.content.decode()
    assert not signed_in(client)

    (message,) = mail.outbox
    link = re.search(r"https?://\S+(/en/account/confirm-email/\S+/)", message.body).group(1)
    assert "ana@example.org" in client.get(link).content.decode().lower()
    client.post(link)
    sign_in(client)

    person = User.objects.get()
    assert (person.email, person.name) == ("ana@example.org", "Ana Example")
    assert signed_in(client)


def test_a_second_account_for_an_address_is_answered_like_the_first(client):
    account()
    again = {"name": "Eve", "email": "ana@example.org", "password1": PASSWORD, "password2": PASSWORD}

    answer = client.post("/en/account/signup/", again)

    assert answer.url == "/en/account/confirm-email/"
    assert User.objects.count() == 1
    assert "already" in mail.outbox[0].body


def test_a_forgotten_password_is_answered_alike_for_everybody(client):
    account()

    known = client.post("/en/account/password/reset/", {"email": "ana@example.org"})
    unknown = client.post("/en/account/password/reset/", {"email": "nobody@example.org"})

    assert known.url == unknown.url == "/en/account/password/reset/done/"


@pytest.mark.slow
def test_a_forgotten_password_is_changed_by_the_link_once(client):
    account()
    client.post("/en/account/password/reset/", {"email": "ana@example.org"})
    link = re.search(r"https?://\S+(/en/account/password/reset/key/\S+/)", mail.outbox[0].body).group(1)

    form = client.get(link).url
    fresh = "another long way to go"
    client.post(form, {"password1": fresh, "password2": fresh})
    sign_in(client, password=fresh)

    assert signed_in(client)
    client.logout()
    assert "has been used already" in client.get(link).content.decode()


def test_signing_out_needs_a_press_of_the_button(client):
    client.force_login(account())

    assert "Sign out" in client.get("/en/account/logout/").content.decode()
    assert signed_in(client)
    client.post("/en/account/logout/")
    assert not signed_in(client)


def test_a_session_ends_when_the_account_is_closed(client):
    person = account()
    client.force_login(person)
    assert client.get("/en/account/").status_code == 200

    person.is_active = False
    person.save()

    assert client.get("/en/account/").status_code == 302


def test_a_closed_account_does_not_open(client):
    account(is_active=False)

    sign_in(client)

    assert not signed_in(client)


def test_the_administration_site_has_no_sign_in_of_its_own(client):
    answer = client.get("/admin/login/?next=/admin/")

    assert answer.status_code == 302
    assert "/account/login/" in answer.url
