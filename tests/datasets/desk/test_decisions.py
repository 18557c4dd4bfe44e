"""Publishing, discarding and withdrawing: by whom, in which state, with which words, one at a time."""

from __future__ import annotations

from functools import partial

import pytest
from django.test import Client

from accounts.models import User
from accounts.roles import Role
from audit.models import Event
from datasets.models import Job, Release
from tests.datasets.desk.conftest import NEWER
from tests.factories.accounts import person_with
from tests.factories.datasets import release
from tests.together import together

pytestmark = pytest.mark.django_db

RELEASE = "/en/desk/datasets/TEST_FLOW/releases/2/"


def words(response) -> str:
    return response.content.decode()


def client_of(person: User) -> Client:
    client = Client()
    client.force_login(person)
    return client


def test_the_difference_names_what_changes(waiting: Release, other_desk: Client):
    page = words(other_desk.get(RELEASE))

    assert "Difference from release 1" in page
    for said in ("Germany", "12.5", "20.0", "+7.5", "+60.0", "24.5", "28.0", "+3.5"):
        assert said in page
    assert "United States" not in page  # added, not changed: counted, not listed


@pytest.mark.parametrize(("language", "name"), [("es", "Alemania"), ("fr", "Allemagne")])
def test_countries_have_their_names_in_the_readers_language(waiting: Release, other_desk: Client, language, name):
    assert name in words(other_desk.get(RELEASE.replace("/en/", f"/{language}/")))


def test_somebody_else_publishes_and_what_rests_on_it_is_computed(
    waiting: Release, other_desk: Client, publisher: User, at_the_desk: list[str]
):
    response = other_desk.post(f"{RELEASE}publish/", follow=True)

    waiting.refresh_from_db()
    job = Job.objects.get(kind="recompute")
    assert "TEST_FLOW@2 is published." in words(response)
    assert (waiting.status, waiting.published_by) == ("published", publisher.actor)
    assert (job.created_by, at_the_desk) == (publisher.actor, [str(job.pk)])
    assert str(job.pk) in words(response)


def test_the_importer_reads_that_another_person_must_publish(waiting: Release, desk: Client):
    page = words(desk.get(RELEASE))
    assert "You imported this release yourself. Ask another statistician to look at it and publish it." in page
    assert "publish/" not in page

    response = desk.post(f"{RELEASE}publish/")

    waiting.refresh_from_db()
    assert (response.status_code, waiting.status) == (403, "checked")
    assert "Nobody decides on their own work." in words(response)
    assert not Event.objects.filter(action="release.publish", subject=waiting.subject).exists()


def test_a_decision_asks_for_the_second_factor(waiting: Release, other_desk: Client, settings):
    settings.REQUIRE_SECOND_FACTOR = True

    assert "Set up an authenticator app" in words(other_desk.get(RELEASE))
    response = other_desk.post(f"{RELEASE}publish/")

    waiting.refresh_from_db()
    assert (response.status_code, waiting.status) == (403, "checked")


def test_who_presses_publish_second_reads_that_it_is_published(waiting: Release, other_desk: Client):
    third = client_of(person_with(Role.STATISTICIAN))
    other_desk.post(f"{RELEASE}publish/")

    response = third.post(f"{RELEASE}publish/", follow=True)

    assert "The release is not where it was: it is published now." in words(response)
    assert Event.objects.filter(action="release.publish", subject=waiting.subject).count() == 1


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_of_two_who_publish_at_the_same_moment_one_does(waiting: Release):
    clients = [client_of(person_with(Role.STATISTICIAN)) for _ in range(2)]

    def press(client: Client) -> str:
        return words(client.post(f"{RELEASE}publish/", follow=True))

    answers = together(*(partial(press, client) for client in clients))

    assert sum("TEST_FLOW@2 is published." in answer for answer in answers) == 1
    assert sum("it is published now." in answer for answer in answers) == 1


def test_a_difference_that_is_out_of_date_is_compared_again_before_publishing(
    waiting: Release, other_desk: Client, publisher: User
):
    release("TEST_FLOW", [*NEWER, ("FRA", "F", "2021", 3.0)], published_at=waiting.imported_at)
    assert "Compare again before you decide." in words(other_desk.get(RELEASE))

    refused = other_desk.post(f"{RELEASE}publish/", follow=True)
    assert "Another release was published since this one was compared." in words(refused)

    other_desk.post(f"{RELEASE}compare/")
    assert "TEST_FLOW@2 is published." in words(other_desk.post(f"{RELEASE}publish/", follow=True))


def test_the_importer_may_discard_with_a_reason(waiting: Release, desk: Client):
    assert "Its observations are deleted." in words(desk.get(f"{RELEASE}discard/"))
    missing = desk.post(f"{RELEASE}discard/", {"reason": "  "})
    assert (missing.status_code, "Write in a sentence why." in words(missing)) == (422, True)

    done = desk.post(f"{RELEASE}discard/", {"reason": "The wrong year."}, follow=True)

    waiting.refresh_from_db()
    assert (waiting.status, waiting.reason) == ("discarded", "The wrong year.")
    assert "The wrong year." in words(done)
    assert Release.objects.get(number=1).status == "published"


@pytest.mark.parametrize("role", [Role.STATISTICIAN, Role.SECRETARIAT])
def test_published_figures_are_withdrawn_with_a_reason(waiting: Release, role: Role):
    client, address = client_of(person_with(role)), RELEASE.replace("/2/", "/1/")

    done = client.post(f"{address}withdraw/", {"reason": "The source took it back."}, follow=True)

    assert Release.objects.get(number=1).status == "withdrawn"
    assert "The source took it back." in words(done)


@pytest.mark.parametrize(("way", "number"), [("discard", 1), ("withdraw", 2)])
def test_a_step_from_the_wrong_state_is_refused_with_a_sentence(waiting: Release, desk: Client, way: str, number: int):
    address = RELEASE.replace("/2/", f"/{number}/")

    for response in (
        desk.get(f"{address}{way}/", follow=True),
        desk.post(f"{address}{way}/", {"reason": "Because."}, follow=True),
    ):
        assert response.status_code == 200
        assert "now" in words(response)
    assert Release.objects.get(number=1).status == "published"
    assert Release.objects.get(number=2).status == "checked"


def test_the_desk_shows_who_must_do_what(waiting: Release, desk: Client, other_desk: Client):
    assert "Another person must publish" in words(desk.get("/en/desk/"))
    assert "Look and decide" in words(other_desk.get("/en/desk/"))


def test_the_history_tells_who_did_what(waiting: Release, other_desk: Client):
    other_desk.post(f"{RELEASE}publish/")
    other_desk.post(f"{RELEASE}withdraw/", {"reason": "A slip."})

    page = words(other_desk.get("/en/desk/datasets/TEST_FLOW/"))

    for said in (
        "Ida brought in release 2 of TEST_FLOW; it passed every check.",
        "Paul published release 2 of TEST_FLOW.",
        "release 1 of TEST_FLOW was replaced when Paul published a newer release.",
        "Paul withdrew release 2 of TEST_FLOW: “A slip.”",
    ):
        assert said in page
