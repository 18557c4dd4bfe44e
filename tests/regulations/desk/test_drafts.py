"""Who may write, change, hand in and decide, whichever way they come: the actions themselves refuse."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from django.db import IntegrityError, connection, transaction

from accounts.permissions import NotAllowed
from accounts.roles import Role
from audit.models import Event
from regulations.actions import certification, conflicts, drafts, record_keeping, reviews
from regulations.actions.drafts import ChangedMeanwhile, Reference
from regulations.models import Change, Conflict
from regulations.people import Acting
from regulations.queries.statements import fingerprint
from tests.factories.accounts import person_with
from tests.factories.regulations import make_draft, make_permit, make_provision, make_published, make_source
from tests.regulations.desk.conftest import NOW, WEEK_AGO, approved, content, focal_point, of
from workflow.engine import TransitionRefused

pytestmark = pytest.mark.django_db


def start(provision, author, **fields):
    return drafts.start(**of(provision), content=content(**fields), actor=Acting(author), at=WEEK_AGO)


def in_review(provision, author, reviewer):
    draft = start(provision, author)
    drafts.submit(version=draft, actor=Acting(author), at=WEEK_AGO)
    return reviews.take_up(version=draft, actor=Acting(reviewer), at=WEEK_AGO)


def test_a_draft_says_what_was_written_and_nobody_reads_it(salary, german):
    draft = start(salary, german)

    assert (draft.status, draft.authors, draft.value["amount"]) == ("draft", [german.actor], "50700")
    citation = draft.citations.get()
    assert (citation.grade, citation.locator) == ("A", "s. 18g")
    assert not Change.objects.exists()


def test_the_focal_point_of_another_country_writes_nothing(salary, spanish):
    with pytest.raises(NotAllowed, match="role"):
        start(salary, spanish)


@pytest.mark.parametrize("role", [Role.SECRETARIAT, Role.AUDITOR, Role.ANALYST, Role.STATISTICIAN])
def test_other_roles_write_nothing(salary, role):
    with pytest.raises(NotAllowed, match="role"):
        start(salary, person_with(role))


def test_nobody_speaks_for_the_union_by_being_a_focal_point_of_a_member(german, reviewer):
    make_source()
    union = make_provision(make_permit("EU-EUBC", time_zone="Europe/Brussels"))

    with pytest.raises(NotAllowed, match="role"):
        start(union, german)
    assert start(union, reviewer).status == "draft"


def test_the_focal_point_of_another_country_changes_and_submits_nothing(salary, german, spanish):
    draft = start(salary, german)

    with pytest.raises(NotAllowed, match="role"):
        drafts.change(version=draft, content=content("1"), seen=fingerprint(draft), actor=Acting(spanish), at=NOW)
    with pytest.raises(TransitionRefused, match="wrong_role"):
        drafts.submit(version=draft, actor=Acting(spanish), at=NOW)
    with pytest.raises(TransitionRefused, match="wrong_role"):
        drafts.discard(version=draft, actor=Acting(spanish), at=NOW, reason="Not mine.")


def test_a_changed_draft_says_what_was_written_last_and_who_had_a_hand_in_it(salary, german):
    draft, colleague = start(salary, german), focal_point("DEU")

    drafts.change(
        version=draft,
        content=content("51000", references=(Reference("DE-LAW", "s. 18g(2)", "at least", date(2026, 11, 2)),)),
        seen=fingerprint(draft),
        actor=Acting(colleague),
        at=NOW,
    )

    draft.refresh_from_db()
    assert (draft.value["amount"], draft.authors) == ("51000", [german.actor, colleague.actor])
    assert draft.citations.get().locator == "s. 18g(2)"
    assert Event.objects.get(action="provision_version.change").data["fields"] == [
        "value.amount",
        "text",
        "citation",
        "citation",
    ]


def test_what_somebody_else_changed_meanwhile_is_not_overwritten(salary, german):
    draft, colleague = start(salary, german), focal_point("DEU")
    seen = fingerprint(draft)
    drafts.change(version=draft, content=content("51000"), seen=seen, actor=Acting(colleague), at=NOW)

    with pytest.raises(ChangedMeanwhile):
        drafts.change(version=draft, content=content("52000"), seen=seen, actor=Acting(german), at=NOW)

    draft.refresh_from_db()
    assert draft.value["amount"] == "51000"


@pytest.mark.parametrize(
    "other",
    [
        {"text": "Another sentence."},
        {"valid_to": date(2027, 1, 1)},
        {"governing_date": "decision_date"},
        {"indicator_date": "application_date"},
        {"references": ()},
    ],
)
def test_every_part_of_a_draft_counts_when_it_is_compared_with_what_was_seen(salary, german, other):
    draft = start(salary, german)
    before = fingerprint(draft)

    drafts.change(version=draft, content=replace(content(), **other), seen=before, actor=Acting(german), at=NOW)

    assert fingerprint(draft) != before


def test_what_was_handed_in_is_changed_no_more(salary, german):
    draft = start(salary, german)
    drafts.submit(version=draft, actor=Acting(german), at=NOW)

    with pytest.raises(TransitionRefused, match="wrong_state"):
        drafts.change(version=draft, content=content("1"), seen=fingerprint(draft), actor=Acting(german), at=NOW)


def test_a_draft_without_citation_can_be_kept_but_not_handed_in(salary, german):
    draft = start(salary, german, references=())

    with pytest.raises(TransitionRefused, match="citation_missing"):
        drafts.submit(version=draft, actor=Acting(german), at=NOW)


def test_the_author_approves_and_publishes_nothing_even_with_every_role(salary, reviewer):
    """A reviewer who wrote is an author like any other."""
    other = person_with(Role.REVIEWER)
    draft = start(salary, reviewer)
    drafts.submit(version=draft, actor=Acting(reviewer), at=NOW)
    with pytest.raises(TransitionRefused, match="own_work"):
        reviews.take_up(version=draft, actor=Acting(reviewer), at=NOW)
    reviews.take_up(version=draft, actor=Acting(other), at=NOW)
    with pytest.raises(TransitionRefused, match="own_work"):
        reviews.approve(version=draft, actor=Acting(reviewer), at=NOW)
    reviews.approve(version=draft, actor=Acting(other), at=NOW)
    with pytest.raises(TransitionRefused, match="own_work"):
        record_keeping.publish(version=draft, actor=Acting(reviewer), at=NOW)
    assert record_keeping.publish(version=draft, actor=Acting(other), at=NOW).status == "published"


def test_the_database_refuses_an_approver_who_is_an_author(salary, german, reviewer):
    version = in_review(salary, german, reviewer)

    with pytest.raises(IntegrityError, match="four_eyes"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            "UPDATE regulations_provisionversion SET status = 'approved', approved_by = %s, approved_at = now() "
            "WHERE id = %s",
            [german.actor, version.pk],
        )


def test_the_database_refuses_a_version_on_record_that_nobody_approved(salary, german):
    draft = start(salary, german)

    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            "UPDATE regulations_provisionversion SET status = 'published', recorded_from = now(), published_by = %s "
            "WHERE id = %s",
            ["user:somebody", draft.pk],
        )


def test_a_focal_point_reviews_and_publishes_nothing(salary, german, reviewer):
    colleague = focal_point("DEU")
    version = in_review(salary, german, reviewer)

    with pytest.raises(TransitionRefused, match="wrong_role"):
        reviews.approve(version=version, actor=Acting(colleague), at=NOW)
    reviews.approve(version=version, actor=Acting(reviewer), at=NOW)
    with pytest.raises(TransitionRefused, match="wrong_role"):
        record_keeping.publish(version=version, actor=Acting(colleague), at=NOW)


def test_what_is_sent_back_is_a_draft_again_with_the_reason(salary, german, reviewer):
    version = in_review(salary, german, reviewer)

    reviews.send_back(version=version, actor=Acting(reviewer), at=NOW, reason="The article is another one.")

    assert (version.status, version.returned_reason) == ("draft", "The article is another one.")
    changed = drafts.change(
        version=version, content=content("50700"), seen=fingerprint(version), actor=Acting(german), at=NOW
    )
    drafts.submit(version=changed, actor=Acting(german), at=NOW)
    assert changed.returned_reason == ""


def test_what_was_certified_is_certified_no_more_once_it_says_something_else(salary, german, reviewer):
    version = in_review(salary, german, reviewer)
    reviews.send_back(version=version, actor=Acting(reviewer), at=NOW, reason="Another amount.")
    assert version.certified_by == "Ministry of Tests"

    drafts.change(version=version, content=content("51000"), seen=fingerprint(version), actor=Acting(reviewer), at=NOW)
    drafts.submit(version=version, actor=Acting(reviewer), at=NOW)

    version.refresh_from_db()
    assert (version.certified_by, version.certified_on) == ("", None)


def test_a_discarded_draft_stays_on_file(salary, german):
    draft = start(salary, german)

    drafts.discard(version=draft, actor=Acting(german), at=NOW, reason="Written twice.")

    assert (draft.status, draft.ended_reason, draft.recorded_from) == ("withdrawn", "Written twice.", None)


def test_the_secretariat_publishes_what_a_reviewer_approved(salary, german, reviewer, secretariat):
    version = approved(salary, german, reviewer)

    assert record_keeping.publish(version=version, actor=Acting(secretariat), at=NOW).status == "published"


def test_still_correct_renews_the_dates_and_makes_no_version(salary, german):
    version = make_published(salary)

    certification.renew(version=version, actor=Acting(german), at=NOW)

    version.refresh_from_db()
    assert (version.certified_by, version.certified_on) == ("Ministry of Tests", date(2026, 11, 30))
    assert version.review_due == date(2027, 2, 28)  # a threshold: 90 days
    assert salary.versions.count() == 1
    event = Event.objects.get(action="provision_version.renew")
    assert event.data["old"] == {"certified_on": None, "review_due": None}
    assert event.data["new"]["review_due"] == "2027-02-28"
    assert not Change.objects.exists()


def test_a_focal_point_without_a_verified_office_is_named_by_the_country(salary):
    version = make_published(salary)

    certification.renew(version=version, actor=Acting(focal_point("DEU")), at=NOW)

    assert version.certified_by == "Focal point of Germany"


def test_still_correct_is_the_word_of_the_country_alone_and_about_what_readers_see(salary, german, spanish, reviewer):
    version, draft = make_published(salary), make_draft(make_provision(key="fee"))

    for person in (spanish, reviewer):
        with pytest.raises(NotAllowed):
            certification.renew(version=version, actor=Acting(person), at=NOW)
    with pytest.raises(TransitionRefused, match="wrong_state"):
        certification.renew(version=draft, actor=Acting(german), at=NOW)


@pytest.fixture
def conflict(salary):
    found = Conflict.objects.create(code="C1", topic="The floor", opened_at=WEEK_AGO, opened_by="system:test")
    found.permits.add(salary.permit)
    return found


def test_a_conflict_is_closed_with_a_reason_that_readers_see(conflict, german):
    conflicts.close(conflict=conflict, actor=Acting(german), at=NOW, reason=" The gazette decides. ")

    assert (conflict.status, conflict.closed_reason, conflict.closed_by) == (
        "closed",
        "The gazette decides.",
        german.actor,
    )
    assert Change.objects.get(kind="conflict_closed").reason == "The gazette decides."
    with pytest.raises(TransitionRefused, match="wrong_state"):
        conflicts.close(conflict=conflict, actor=Acting(german), at=NOW, reason="Again.")


def test_a_conflict_is_closed_by_its_country_and_not_without_a_reason(conflict, german, spanish):
    with pytest.raises(NotAllowed):
        conflicts.close(conflict=conflict, actor=Acting(spanish), at=NOW, reason="Because.")
    with pytest.raises(TransitionRefused, match="reason_needed"):
        conflicts.close(conflict=conflict, actor=Acting(german), at=NOW, reason=" ")

    conflict.permits.add(make_permit("ES-EUBC", time_zone="Europe/Madrid"))
    with pytest.raises(NotAllowed):
        conflicts.close(conflict=conflict, actor=Acting(german), at=NOW, reason="It touches Spain too.")
