"""Every page about people stands in every language, those at the end of a bad link too."""

import pytest
from django.template.loader import get_template

from tests.accounts.test_sign_in import PASSWORD, account

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

FOR_VISITORS = (
    "login",
    "signup",
    "inactive",
    "confirm-email",
    "confirm-email/no-such-key",
    "password/reset",
    "password/reset/done",
    "password/reset/key/done",
    "password/reset/key/1-no-such-key",
)
FOR_THOSE_SIGNED_IN = ("", "keys", "email", "password/change", "logout", "reauthenticate", "2fa")


def stands(client, language, page):
    answer = client.get(f"/{language}/account/{page}/".replace("//", "/"))
    text = answer.content.decode()
    return (answer.status_code, text.count("<h1>"), f'<html lang="{language}"' in text) == (200, 1, True)


@pytest.mark.parametrize("language", ["en", "es", "fr"])
@pytest.mark.parametrize("page", FOR_VISITORS)
def test_pages_for_visitors(client, language, page):
    assert stands(client, language, page)


@pytest.mark.parametrize("language", ["en", "es", "fr"])
@pytest.mark.parametrize("page", FOR_THOSE_SIGNED_IN)
def test_pages_for_those_who_are_signed_in(client, language, page):
    client.force_login(account())

    assert stands(client, language, page)


@pytest.mark.parametrize("language", ["en", "es", "fr"])
def test_somebody_without_a_password_chooses_one(client, language):
    person = account()
    person.set_unusable_password()
    person.save()
    client.force_login(person)

    assert stands(client, language, "password/set")
    client.post(f"/{language}/account/password/set/", {"password1": PASSWORD, "password2": PASSWORD})
    person.refresh_from_db()
    assert person.check_password(PASSWORD)


def test_too_many_tries_have_a_page_of_the_house(client):
    for _time in range(21):
        answer = client.post("/en/account/password/reset/", {"email": "nobody@example.org"})

    assert answer.status_code == 429
    assert "Too many tries" in answer.content.decode()


@pytest.mark.parametrize("name", ["signup_closed", "verified_email_required"])
def test_pages_that_are_seldom_seen_stand(rf, name):
    assert "<h1>" in get_template(f"account/{name}.html").render({}, rf.get("/en/account/"))
