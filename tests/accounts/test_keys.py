import re
from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.urls import path
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st
from rest_framework.response import Response
from rest_framework.test import APIClient
from rest_framework.views import APIView

from accounts import keys
from accounts.actions.keys import KEYS_AT_ONCE, TooManyKeysError, create_key, note_use, revoke_key
from accounts.api import ApiKeyAuthentication, requires
from accounts.models import ApiKey
from accounts.permissions import NotAllowed
from accounts.roles import Role
from audit.models import Event
from tests.factories.accounts import RoleAssignmentFactory, UserFactory, person_with


class Who(APIView):
    authentication_classes = (ApiKeyAuthentication,)
    permission_classes = ()

    def get(self, request):
        return Response({"who": str(request.user), "tier": getattr(request.auth, "tier", None)})


class Publish(Who):
    permission_classes = (requires("datasets.publish"),)


class Import(Who):
    permission_classes = (requires("datasets.import"),)


urlpatterns = [path("who", Who.as_view()), path("publish", Publish.as_view()), path("import", Import.as_view())]

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.accounts.test_keys")]


def ask(key: object, address: str = "/who", scheme: str = "Api-Key"):
    return APIClient().get(address, headers={"Authorization": f"{scheme} {key}"})


def make(person=None, **fields):
    return create_key(person=person or UserFactory(), name="a script", at=timezone.now(), **fields)


@pytest.mark.slow
@given(st.text())
def test_any_text_is_a_key_or_none(text):
    found = keys.split(text)

    assert found is None or str(found) == text.strip()


def test_fresh_keys_differ_and_survive_a_round_trip():
    one, other = keys.make(), keys.make()

    assert one.prefix != other.prefix
    assert keys.split(str(one)) == one
    assert keys.opens(one.secret, keys.digest(one.secret))
    assert not keys.opens(other.secret, keys.digest(one.secret))


def test_only_a_digest_of_the_secret_is_kept_and_the_trail_has_neither():
    key, fresh = make()

    stored = ApiKey.objects.values().get()
    event = Event.objects.get(action="key.create")
    assert fresh.secret not in str(stored)
    assert re.fullmatch(r"[A-Za-z0-9_-]{43}", fresh.secret)
    assert (event.subject, event.data) == (f"key:{key.pk}", {"prefix": fresh.prefix})


@pytest.mark.parametrize("scheme", ["Api-Key", "api-key", "Bearer"])
def test_a_key_says_who_asks(scheme):
    person = UserFactory(name="Ana Example")
    _key, fresh = make(person)

    assert ask(fresh, scheme=scheme).json() == {"who": "Ana Example", "tier": "person"}


def test_the_tier_follows_the_roles_of_this_moment():
    person = UserFactory()
    _key, fresh = make(person)
    held = RoleAssignmentFactory(person=person, role=Role.ANALYST)

    assert ask(fresh).json()["tier"] == "analyst"

    held.valid_to = timezone.now()
    held.save()
    assert ask(fresh).json()["tier"] == "person"


def test_no_key_is_nobody():
    assert APIClient().get("/who").json() == {"who": str(AnonymousUser()), "tier": None}


@pytest.mark.parametrize(
    "shown",
    [
        "{prefix}." + "x" * 43,
        "iimdzzzzzzzz.{secret}",
        "{prefix}",
        "{prefix}.",
        "",
        "ключ",
        "." * 10_000,
    ],
)
def test_a_wrong_key_is_refused_and_told_how_to_get_a_right_one(shown):
    _key, fresh = make()

    sent = shown.format(prefix=fresh.prefix, secret=fresh.secret)
    answer = APIClient().get("/who", HTTP_AUTHORIZATION=f"Api-Key {sent}".encode().decode("latin-1"))

    assert answer.status_code == 401
    assert answer.headers["WWW-Authenticate"] == 'Api-Key realm="api"'
    assert "account page" in answer.json()["detail"]


def test_a_revoked_key_opens_nothing_from_that_moment():
    key, fresh = make()
    revoke_key(person=key.person, key=key, at=timezone.now())

    assert ask(fresh).status_code == 401
    assert Event.objects.filter(action="key.revoke", subject=f"key:{key.pk}").count() == 1


def test_revoking_twice_is_no_second_event():
    key, _fresh = make()

    for _time in range(2):
        revoke_key(person=key.person, key=key, at=timezone.now())

    assert Event.objects.filter(action="key.revoke").count() == 1


def test_nobody_revokes_the_key_of_somebody_else():
    key, _fresh = make()

    with pytest.raises(ApiKey.DoesNotExist):
        revoke_key(person=UserFactory(), key=key, at=timezone.now())


def test_an_expired_key_opens_nothing():
    _key, fresh = make(expires_at=timezone.now() + timedelta(days=1))
    assert ask(fresh).status_code == 200
    ApiKey.objects.update(created_at=timezone.now() - timedelta(days=2), expires_at=timezone.now())

    assert ask(fresh).status_code == 401


def test_the_key_of_a_closed_account_opens_nothing():
    key, fresh = make()
    key.person.is_active = False
    key.person.save()

    assert ask(fresh).status_code == 401


def test_the_key_of_an_invented_person_opens_in_the_demonstration_only(settings):
    _key, fresh = make(UserFactory(is_demo=True))

    settings.DEMO = False
    assert ask(fresh).status_code == 401
    settings.DEMO = True
    assert ask(fresh).status_code == 200


def test_checking_a_key_is_one_query(django_assert_num_queries):
    key, fresh = make()
    note_use(key=key, at=timezone.now())

    with django_assert_num_queries(1):
        assert ask(fresh).status_code == 200


def test_use_is_noted_now_and_then_not_each_time():
    key, _fresh = make()
    now = timezone.now()

    for minutes in (0, 9):
        key.refresh_from_db()
        note_use(key=key, at=now + timedelta(minutes=minutes))
    key.refresh_from_db()
    assert key.last_used_at == now

    note_use(key=key, at=now + timedelta(minutes=10))
    key.refresh_from_db()
    assert key.last_used_at == now + timedelta(minutes=10)


def test_a_closed_account_makes_no_keys():
    with pytest.raises(NotAllowed):
        make(UserFactory(is_active=False))


@pytest.mark.slow
def test_a_person_has_only_so_many_open_keys():
    person = UserFactory()
    for _time in range(KEYS_AT_ONCE):
        make(person)

    with pytest.raises(TooManyKeysError):
        make(person)


def test_a_key_carries_roles_but_takes_no_decisions(settings):
    settings.REQUIRE_SECOND_FACTOR = True
    _key, fresh = make(person_with(Role.STATISTICIAN))

    assert ask(fresh, "/import").status_code == 200
    answer = ask(fresh, "/publish")
    assert answer.status_code == 403
    assert "on the web site" in answer.json()["detail"]


def test_a_key_without_the_role_is_told_which_role_it_needs():
    _key, fresh = make()

    answer = ask(fresh, "/import")

    assert answer.status_code == 403
    assert answer.json()["detail"] == "This needs a role you do not hold: statistician."


def test_without_a_key_the_answer_is_to_show_one():
    assert APIClient().get("/import").status_code == 401
