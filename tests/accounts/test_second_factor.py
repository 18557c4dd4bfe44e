"""The authenticator app from set-up to a decision, with the codes allauth itself would make."""

import re
import time

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.core.cache import cache
from django.http import HttpResponse
from django.urls import path
from django.utils import translation

from accounts.access import PermissionRequiredMixin, permission_required
from accounts.adapter import SecondFactorAdapter
from accounts.roles import Role
from iimd.urls import urlpatterns as of_the_hub
from tests.accounts.test_sign_in import PASSWORD, account, sign_in, signed_in
from tests.factories.accounts import RoleAssignmentFactory, UserFactory, person_with


@permission_required("datasets.publish")
def publish(request):
    return HttpResponse("published")


class Import(PermissionRequiredMixin):
    permission_required = "datasets.import"

    def get(self, request):
        return HttpResponse("imported")


urlpatterns = [path("publish/", publish), path("import/", Import.as_view()), *of_the_hub]

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.accounts.test_second_factor")]


@pytest.fixture(autouse=True)
def decisions_need_it(settings):
    settings.REQUIRE_SECOND_FACTOR = True


def code_for(secret):
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30))


def statistician():
    person = account()
    RoleAssignmentFactory(person=person, role=Role.STATISTICIAN)
    return person


def confirm_password(client):
    client.post("/en/account/reauthenticate/", {"password": PASSWORD})


def set_up(client):
    """Set the app up in this session and give the secret it was told."""
    confirm_password(client)
    page = client.get("/en/account/2fa/totp/activate/").content.decode()
    secret = re.search(r"<code>(\w{32})</code>", page).group(1)
    client.post("/en/account/2fa/totp/activate/", {"code": code_for(secret)})
    cache.clear()  # the code is used up for half a minute; tests don't wait
    return secret


@pytest.mark.slow
def test_from_set_up_to_a_decision(client):
    person = statistician()
    sign_in(client)

    refused = client.get("/publish/")
    assert refused.status_code == 403
    assert "/2fa/totp/activate/" in refused.content.decode()

    secret = set_up(client)
    stored = Authenticator.objects.get(user=person, type="totp").data["secret"]
    assert secret not in stored
    assert SecondFactorAdapter().decrypt(stored) == secret

    refused = client.get("/publish/")
    assert refused.status_code == 403
    link = re.search(r'href="([^"]+/2fa/reauthenticate/[^"]*)"', refused.content.decode()).group(1)
    assert client.post(link, {"code": code_for(secret), "next": "/publish/"}).url == "/publish/"
    assert client.get("/publish/").content == b"published"

    client.post("/en/account/logout/")
    cache.clear()
    assert sign_in(client).url == "/en/account/2fa/authenticate/"
    assert not signed_in(client)
    client.post("/en/account/2fa/authenticate/", {"code": "000000"})
    assert not signed_in(client)
    client.post("/en/account/2fa/authenticate/", {"code": code_for(secret)})
    assert client.get("/publish/").content == b"published"


@pytest.mark.slow
def test_a_recovery_code_opens_once(client):
    person = statistician()
    sign_in(client)
    set_up(client)
    code = Authenticator.objects.get(user=person, type="recovery_codes").wrap().get_unused_codes()[0]
    assert code in client.get("/en/account/2fa/recovery-codes/").content.decode()

    client.post("/en/account/logout/")
    sign_in(client)
    client.post("/en/account/2fa/authenticate/", {"code": code})
    assert client.get("/publish/").content == b"published"

    client.post("/en/account/logout/")
    sign_in(client)
    client.post("/en/account/2fa/authenticate/", {"code": code})
    assert not signed_in(client)


@pytest.mark.slow
@pytest.mark.parametrize("language", ["en", "es", "fr"])
def test_every_page_of_the_second_factor_stands(client, language):
    statistician()
    sign_in(client)

    with translation.override(language):
        assert client.get(f"/{language}/account/2fa/").status_code == 200
        assert client.get(f"/{language}/account/reauthenticate/").status_code == 200
        confirm_password(client)
        assert client.get(f"/{language}/account/2fa/totp/activate/").status_code == 200
        set_up(client)
        for page in ("", "totp/deactivate/", "recovery-codes/", "recovery-codes/generate/", "reauthenticate/"):
            assert client.get(f"/{language}/account/2fa/{page}").status_code == 200, page
        assert client.get(f"/{language}/account/2fa/recovery-codes/download/")["Content-Type"].startswith("text/plain")


def test_the_app_is_switched_off_only_after_the_password(client):
    person = statistician()
    client.force_login(person)
    Authenticator.objects.create(user=person, type="totp", data={"secret": SecondFactorAdapter().encrypt("A" * 32)})

    answer = client.post("/en/account/2fa/totp/deactivate/")

    assert "/reauthenticate/" in answer.url
    assert Authenticator.objects.exists()


def test_ordinary_work_needs_no_second_factor(client):
    client.force_login(statistician())

    assert client.get("/import/").content == b"imported"


def test_the_setting_lets_decisions_pass_without(client, settings):
    settings.REQUIRE_SECOND_FACTOR = False
    client.force_login(statistician())

    assert client.get("/publish/").content == b"published"


def test_a_visitor_is_sent_to_sign_in_and_back(client):
    assert client.get("/import/?a=1").url == "/en/account/login/?next=/import/%3Fa%3D1"
    assert client.post("/import/").url == "/en/account/login/?next=/en/account/"


def test_somebody_without_the_role_reads_why(client):
    client.force_login(UserFactory())

    answer = client.get("/import/")

    assert answer.status_code == 403
    assert "This needs a role you do not hold: statistician." in answer.content.decode()


def test_the_session_of_somebody_else_is_no_second_factor(client):
    """Records of a session belong to one person; another who signs in over it starts without."""
    client.force_login(person_with(Role.STATISTICIAN))
    session = client.session
    session["account_authentication_methods"] = [{"method": "mfa", "at": time.time()}]
    session["account_authentication_methods_user"] = "somebody else"
    session.save()

    assert client.get("/publish/").status_code == 403


def test_secrets_closed_with_an_old_key_still_open(settings):
    closed = SecondFactorAdapter().encrypt("ABC")
    settings.SECRET_KEY_FALLBACKS, settings.SECRET_KEY = [settings.SECRET_KEY], "a new one"

    assert SecondFactorAdapter().decrypt(closed) == "ABC"
