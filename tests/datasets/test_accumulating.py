"""A file that holds some periods only takes the others over from the release in force, and never loses newer ones."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.db import InternalError, connection, transaction
from django.test import Client
from django.utils import timezone

from accounts.roles import Role
from datasets import actions, queries, sentences
from datasets.actions.files import register_file
from datasets.importers import tidy
from datasets.models import Dataset, ImportRun, Release
from datasets.people import BY_RULE
from datasets.workflow import PUBLISHER, STATISTICIAN
from tests.factories.accounts import person_with
from tests.factories.datasets import IMPORTER, csv_file
from workflow.engine import TransitionRefused
from workflow.people import Holder

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("datasets")]

SOMEBODY_ELSE = Holder("user:other", frozenset({STATISTICIAN, PUBLISHER}))


def imported(folder: Path, year: int) -> ImportRun:
    text = f"REF_AREA,TIME_PERIOD,OBS_VALUE\nDEU,{year},{year}\n"
    file = register_file(path=csv_file(folder, text, f"{year}.csv"), name=f"{year}.csv")
    return actions.import_file(
        dataset=Dataset.objects.get(pk="TEST_STOCK"), source_file=file, actor=IMPORTER, at=timezone.now()
    )


def publish(made: Release | None) -> Release:
    assert made is not None
    return actions.publish(release=made, actor=SOMEBODY_ELSE, at=datetime.now(UTC))


def published_periods() -> list[str]:
    current = queries.published_release("TEST_STOCK")
    return queries.available_codes(current, "TIME_PERIOD") if current else []


@pytest.fixture
def overtaken(tmp_path: Path) -> Release:
    """Holds 2019 and 2020, while readers see 2019 and 2021 by now."""
    publish(imported(tmp_path, 2019).release)
    waiting = imported(tmp_path, 2020).release
    publish(imported(tmp_path, 2021).release)
    assert waiting is not None
    return waiting


def test_a_release_takes_over_the_periods_its_file_does_not_hold(tmp_path: Path):
    publish(imported(tmp_path, 2020).release)
    publish(imported(tmp_path, 2021).release)

    assert published_periods() == ["2020", "2021"]


@pytest.mark.parametrize("actor", [SOMEBODY_ELSE, BY_RULE])
def test_what_was_built_on_a_release_no_longer_in_force_is_published_by_nobody(overtaken: Release, actor: Holder):
    with pytest.raises(TransitionRefused) as refused:
        actions.publish(release=overtaken, actor=actor, at=datetime.now(UTC))

    (refusal,) = refused.value.refusals
    assert refusal.code == "base_replaced"
    assert "hand in the file again" in sentences.mend(refusal.code, refusal.params)
    assert published_periods() == ["2019", "2021"]


def test_comparing_again_does_not_help_it(overtaken: Release):
    with pytest.raises(TransitionRefused) as refused:
        actions.refresh_difference(release=overtaken, actor=SOMEBODY_ELSE, at=datetime.now(UTC))

    assert [each.code for each in refused.value.refusals] == ["base_replaced"]


def test_discarded_and_handed_in_again_it_loses_nothing(overtaken: Release, tmp_path: Path):
    actions.discard(release=overtaken, actor=SOMEBODY_ELSE, at=datetime.now(UTC), reason="overtaken")

    publish(imported(tmp_path, 2020).release)

    assert published_periods() == ["2019", "2020", "2021"]


def test_the_first_two_of_a_dataset_do_not_replace_each_other(tmp_path: Path):
    rivals = [imported(tmp_path, year).release for year in (2020, 2021)]
    publish(rivals[0])

    with pytest.raises(TransitionRefused, match="base_replaced"):
        publish(rivals[1])


def test_figures_that_were_withdrawn_do_not_come_back_by_another_release(tmp_path: Path):
    first = publish(imported(tmp_path, 2020).release)
    waiting = imported(tmp_path, 2021).release
    actions.withdraw(release=first, actor=SOMEBODY_ELSE, at=datetime.now(UTC), reason="a forgery")

    with pytest.raises(TransitionRefused, match="base_replaced"):
        publish(waiting)


def test_a_publication_while_a_file_is_read_refuses_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    publish(imported(tmp_path, 2019).release)
    waiting = imported(tmp_path, 2021).release
    check = tidy.Importer.check

    def published_meanwhile(*given: object) -> object:
        publish(waiting)
        return check(*given)

    monkeypatch.setattr(tidy.Importer, "check", published_meanwhile)

    run = imported(tmp_path, 2020)

    assert (run.state, run.problems.get().code) == ("refused", "base_replaced_meanwhile")
    assert published_periods() == ["2019", "2021"]


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE datasets_release SET compared_with_id = (SELECT id FROM datasets_release WHERE status = 'published')"
        " WHERE status = 'checked'",
        "UPDATE datasets_release SET status = 'superseded', ended_at = '2999-01-01', ended_by = 'x'"
        " WHERE status = 'published';"
        "UPDATE datasets_release SET status = 'published', published_at = '2999-01-01', published_by = 'x'"
        " WHERE status = 'checked'",
    ],
)
def test_the_database_refuses_to_lose_periods(overtaken: Release, statement: str):
    refused = pytest.raises(InternalError, match=r"built on another|lose the periods")
    with refused, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


def test_the_desk_says_so_at_the_button_and_when_it_is_pressed_all_the_same(
    overtaken: Release, client: Client, settings
):
    settings.REQUIRE_SECOND_FACTOR = False
    client.force_login(person_with(Role.STATISTICIAN))
    address = f"/en/desk/datasets/TEST_STOCK/releases/{overtaken.number}/"

    page = client.get(address).content.decode()
    assert 'id="why-publish"' in page
    for way in ("publish", "compare"):
        answer = client.post(f"{address}{way}/", follow=True).content.decode()
        assert "Discard this one and hand in the file again" in answer
    assert published_periods() == ["2019", "2021"]
