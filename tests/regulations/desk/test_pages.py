"""The pages of the permit desk: who sees what, what they say, and that nothing typed is lost."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client

from accounts.roles import Role
from regulations.actions import drafts, reviews
from regulations.models import Change, Conflict, Provision, ProvisionVersion, Source
from regulations.people import Acting
from tests.factories.accounts import OrganisationFactory, RoleAssignmentFactory, UserFactory, person_with
from tests.factories.regulations import make_permit, make_provision, make_published
from tests.regulations.desk.conftest import NOW, WEEK_AGO, approved, browser_of, content, euros, focal_point, of

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

DESK = "/en/desk/permits/"
MATTER = f"{DESK}DE-EUBC/salary_min_general/"


def words(response) -> str:
    return response.content.decode()


def a_draft(provision: Provision, author, amount: str = "66666", **fields: object) -> ProvisionVersion:
    return drafts.start(**of(provision), content=content(amount, **fields), actor=Acting(author), at=WEEK_AGO)


def filled(**changes: str) -> dict[str, str]:
    """What a browser sends when a salary floor is written."""
    return {
        "kind": "money",
        "amount": "52000",
        "currency": "eur",
        "per": "year",
        "gross_net": "gross",
        "text": "The salary is at least 52,000 euros a year.",
        "valid_from": "2027-01-01",
        "valid_to": "",
        "governing_date": "application_date",
        "indicator_date": "",
        "citations-TOTAL_FORMS": "2",
        "citations-INITIAL_FORMS": "0",
        "citations-MIN_NUM_FORMS": "0",
        "citations-MAX_NUM_FORMS": "20",
        "citations-0-source": "DE-LAW",
        "citations-0-locator": "s. 18g",
        "citations-0-quotation": "",
        "citations-0-read_on": "2026-11-01",
        "citations-1-source": "",
        **changes,
    }


@pytest.fixture
def desk(german) -> Client:
    return browser_of(german)


@pytest.fixture
def everything(salary, german) -> dict[str, str]:
    """Every address of the desk that shows something of Germany."""
    draft = a_draft(salary, german)
    published = make_published(make_provision(key="fee"), value=euros("100"))
    conflict = Conflict.objects.create(code="DE/floor", topic="The floor", opened_at=WEEK_AGO, opened_by="system:test")
    conflict.permits.add(salary.permit)
    return {
        "jurisdiction": f"{DESK}DEU/",
        "permit": f"{DESK}DE-EUBC/",
        "provision": MATTER,
        "draft": f"{DESK}versions/{draft.pk}/",
        "published": f"{DESK}versions/{published.pk}/",
        "edit": f"{DESK}versions/{draft.pk}/edit/",
        "write": f"{MATTER}write/",
        "correct": f"{DESK}DE-EUBC/fee/write/?from={published.pk}&correct=1",
        "matter": f"{DESK}DE-EUBC/new/",
        "source": f"{DESK}DEU/source/",
        "conflict": f"{DESK}conflicts/DE/floor/",
        "discard": f"{DESK}versions/{draft.pk}/discard/",
    }


WRITING = {"edit", "write", "correct", "matter", "source", "discard"}
PLACES = ["jurisdiction", "permit", "provision", "draft", "published", "conflict", *sorted(WRITING)]


def statuses(browser: Client, everything: dict[str, str]) -> dict[str, int]:
    """How each page of the desk answers somebody."""
    return {place: browser.get(address).status_code for place, address in everything.items()}


def test_the_focal_point_of_the_country_sees_every_page(everything, desk):
    assert set(everything) == set(PLACES)
    assert statuses(desk, everything) == dict.fromkeys(PLACES, 200)


def test_the_focal_point_of_another_country_finds_none_of_them(everything, spanish):
    make_permit("ES-EUBC", time_zone="Europe/Madrid")
    browser = browser_of(spanish)

    assert statuses(browser, everything) == dict.fromkeys(PLACES, 404)
    assert not any("66666" in words(browser.get(address)) for address in everything.values())


def test_nor_do_they_change_anything_there(everything, spanish):
    browser = browser_of(spanish)
    before = ProvisionVersion.objects.count(), Source.objects.count()

    answers = {place: browser.post(address, filled()).status_code for place, address in everything.items()}

    assert set(answers.values()) <= {404, 405}
    assert {answers[place] for place in [*WRITING, "conflict"]} == {404}
    assert (ProvisionVersion.objects.count(), Source.objects.count()) == before
    assert not Conflict.objects.filter(status="closed").exists()


@pytest.mark.parametrize("role", [Role.REVIEWER, Role.SECRETARIAT, Role.AUDITOR])
def test_roles_of_the_whole_hub_look_at_every_country_but_only_reviewers_write(everything, role):
    expected = {place: 403 if place in WRITING and role != Role.REVIEWER else 200 for place in PLACES}

    assert statuses(browser_of(person_with(role)), everything) == expected


@pytest.mark.parametrize("role", [Role.ANALYST, Role.STATISTICIAN, Role.EMPLOYER, None])
def test_other_people_come_to_no_page_of_the_desk(everything, role):
    person = UserFactory()
    if role:
        employer = OrganisationFactory() if role == Role.EMPLOYER else None
        RoleAssignmentFactory(person=person, role=role, organisation=employer)

    assert statuses(browser_of(person), everything) == dict.fromkeys(PLACES, 403)


def test_visitors_are_asked_to_sign_in(everything, client):
    assert statuses(client, everything) == dict.fromkeys(PLACES, 302)
    assert "/account/login/" in client.get(everything["draft"]).url


def test_what_lies_on_the_desk_of_a_country(salary, german, reviewer, desk):
    a_draft(salary, german)
    approved(make_provision(key="fee"), german, reviewer, "77777")
    make_published(make_provision(key="funds_min"), value=euros("88888"), review_due=date(2026, 11, 1))
    make_published(make_provision(key="income"), value=euros("99999"), review_due=date(2025, 1, 1))
    make_published(make_provision(key="quota"), value=euros("11111"), review_due=date(2100, 1, 1))
    ended = (date(2020, 1, 1), date(2021, 1, 1))
    make_published(make_provision(key="fee_old"), value=euros("22222"), review_due=date(2021, 1, 1), valid=ended)

    page = words(desk.get(f"{DESK}DEU/"))

    assert "<strong>2 values</strong> are due for review." in page
    for said in ("66,666", "77,777", "88,888", "99,999", "review is late", "review left out", "Frida"):
        assert said in page
    assert "11,111" not in page  # looked at in time
    assert "22,222" not in page  # history: it holds no more, so nobody certifies it anew


def test_somebody_with_one_country_goes_straight_there(salary, desk):
    assert desk.get(DESK).url == f"{DESK}DEU/"


def test_somebody_whose_country_has_no_permits_reads_what_to_do(salary):
    assert "Ask it to" in words(browser_of(focal_point("PHL")).get(DESK))


def test_the_first_page_of_the_desk_leads_here_those_who_may(salary, desk):
    assert f'href="{DESK}"' in words(desk.get("/en/desk/"))
    assert f'href="{DESK}"' not in words(browser_of(person_with(Role.ANALYST)).get("/en/desk/"))


def test_still_correct_takes_one_click(salary, german, desk):
    version = make_published(salary, review_due=date(2026, 11, 1))

    response = desk.post(f"{DESK}versions/{version.pk}/renew/", {"next": f"{DESK}DEU/"}, follow=True)

    version.refresh_from_db()
    assert response.redirect_chain == [(f"{DESK}DEU/", 302)]
    assert "is still correct" in words(response)
    assert "Nothing is due for review." in words(response)
    assert version.certified_by == "Ministry of Tests"


@pytest.mark.parametrize("elsewhere", ["https://evil.example/", "//evil.example/", ""])
def test_a_click_leads_on_inside_the_hub_only(salary, desk, elsewhere):
    version = make_published(salary)

    response = desk.post(f"{DESK}versions/{version.pk}/renew/", {"next": elsewhere})

    assert response.url == f"{DESK}versions/{version.pk}/"


def test_a_reviewer_certifies_nothing_for_a_country(salary, reviewer):
    version = make_published(salary)

    response = browser_of(reviewer).post(f"{DESK}versions/{version.pk}/renew/")

    version.refresh_from_db()
    assert (response.status_code, version.certified_by) == (403, "")


def test_a_decision_asks_for_the_second_factor(salary, german, reviewer, settings):
    settings.REQUIRE_SECOND_FACTOR = True
    version = approved(salary, german, reviewer)
    browser = browser_of(reviewer)

    assert "Set up an authenticator app" in words(browser.get(f"{DESK}versions/{version.pk}/"))
    assert browser.post(f"{DESK}versions/{version.pk}/publish/").status_code == 403
    assert browser_of(german).post(f"{DESK}versions/{version.pk}/renew/").status_code == 403
    version.refresh_from_db()
    assert version.status == "approved"


def test_a_new_rule_is_written_on_one_page(salary, desk, german):
    response = desk.post(f"{MATTER}write/", filled(), follow=True)

    draft = ProvisionVersion.objects.get()
    assert "The draft is kept." in words(response)
    assert (draft.status, draft.value, draft.valid_from) == ("draft", euros("52000"), date(2027, 1, 1))
    assert draft.citations.get().locator == "s. 18g"
    assert draft.authors == [german.actor]


def test_a_new_rule_begins_with_what_holds_and_asks_from_when(salary, desk):
    version = make_published(salary, valid=(date(2026, 1, 1), None), value=euros("48300"))

    page = words(desk.get(f"{MATTER}write/?from={version.pk}"))
    assert 'value="48300"' in page
    assert 'value="2026-01-01"' not in page
    assert 'value="2026-01-01"' in words(desk.get(f"{MATTER}write/?from={version.pk}&correct=1"))


def test_a_matter_the_permit_has_no_rule_on_is_made_with_its_first_draft(salary, desk):
    there = desk.post(f"{DESK}DE-EUBC/new/", {"element": "e04", "key": "fee_card"})
    assert there.url == f"{DESK}DE-EUBC/fee_card/write/?element=e04"
    assert not Provision.objects.filter(key="fee_card").exists()

    assert desk.get(there.url).status_code == 200
    desk.post(there.url, filled())

    assert Provision.objects.get(key="fee_card").element == "e04"
    assert desk.get(f"{DESK}DE-EUBC/nowhere/write/").status_code == 404
    assert "already" in words(desk.post(f"{DESK}DE-EUBC/new/", {"element": "e04", "key": "fee_card"}))


WRONG = [
    ({"amount": "fifty"}, "Enter a number."),
    ({"amount": "-1"}, "greater than or equal to 0"),
    ({"currency": "XQQ"}, "No country has the currency “XQQ”."),
    ({"currency": "euros"}, "three letters"),
    ({"text": ""}, "This field is required."),
    ({"valid_from": "soon"}, "year-month-day"),
    ({"valid_to": "2026-01-01"}, "later than the first day"),
    ({"citations-0-quotation": "word " * 26}, "Quote at most 25 words; these are 26."),
    ({"citations-0-source": "", "citations-0-locator": "s. 1"}, "Choose the source"),
    ({"citations-0-read_on": "2100-01-01"}, "has not come yet"),
    ({"citations-1-source": "DE-LAW", "citations-1-locator": "s. 18g"}, "cited above already"),
]


@pytest.mark.parametrize(("changes", "message"), WRONG)
def test_what_is_wrong_is_said_beside_the_field_and_nothing_typed_is_lost(salary, desk, changes, message):
    response = desk.post(f"{MATTER}write/", filled(**changes))
    page = words(response)

    assert response.status_code == 422
    assert message in page.replace("&#x27;", "'")
    assert not ProvisionVersion.objects.exists()
    for typed in {**filled(), **changes}:
        value = {**filled(), **changes}[typed]
        if value and typed in ("amount", "currency", "valid_from", "citations-0-locator"):
            assert f'value="{value}"' in page
    if "text" not in changes:
        assert "at least 52,000 euros" in page


def test_another_kind_of_value_is_asked_for_without_losing_the_rest(salary, desk):
    response = desk.post(f"{MATTER}write/", filled(kind="money", other_kind="duration"))
    page = words(response)

    assert response.status_code == 200
    assert 'name="months"' in page
    assert "at least 52,000 euros" in page
    assert 'value="s. 18g"' in page
    assert 'value="2027-01-01"' in page
    assert "wrong" not in page
    assert not ProvisionVersion.objects.exists()


def test_a_draft_is_changed_and_its_citations_with_it(salary, german, desk):
    draft = a_draft(salary, german)
    page = words(desk.get(f"{DESK}versions/{draft.pk}/edit/"))
    seen = page.partition('name="seen" value="')[2].partition('"')[0]

    desk.post(f"{DESK}versions/{draft.pk}/edit/", filled(seen=seen, **{"citations-0-locator": "s. 18g(2)"}))

    draft.refresh_from_db()
    assert draft.value["amount"] == "52000"
    assert draft.citations.get().locator == "s. 18g(2)"


def test_two_who_write_at_once_overwrite_nothing_of_one_another(salary, german, desk):
    draft = a_draft(salary, german)
    page = words(desk.get(f"{DESK}versions/{draft.pk}/edit/"))
    seen = page.partition('name="seen" value="')[2].partition('"')[0]
    colleague = browser_of(focal_point("DEU"))
    colleague.post(f"{DESK}versions/{draft.pk}/edit/", filled(seen=seen, amount="55555"))

    response = desk.post(f"{DESK}versions/{draft.pk}/edit/", filled(seen=seen, amount="44444"))

    page = words(response)
    draft.refresh_from_db()
    assert (response.status_code, draft.value["amount"]) == (409, "55555")
    assert "Somebody else changed this draft" in page
    assert "55,555" in page
    assert 'value="44444"' in page
    again = page.partition('name="seen" value="')[2].partition('"')[0]
    assert desk.post(f"{DESK}versions/{draft.pk}/edit/", filled(seen=again, amount="44444")).status_code == 302


def test_what_was_handed_in_is_not_edited(salary, german, desk):
    draft = a_draft(salary, german)
    drafts.submit(version=draft, actor=Acting(german), at=NOW)

    response = desk.get(f"{DESK}versions/{draft.pk}/edit/", follow=True)

    assert "It is no draft any more" in words(response)


def test_the_way_from_draft_to_reader(salary, german, reviewer, desk):
    make_published(salary, valid=(date(2025, 1, 1), None), value=euros("48300"), text="At least 48,300 euros.")
    draft, other = a_draft(salary, german, "50700"), browser_of(reviewer)
    page = f"{DESK}versions/{draft.pk}/"

    assert "Hand in for review" in words(desk.get(page))
    assert "Handed in." in words(desk.post(f"{page}submit/", follow=True))
    assert "submit/" not in words(desk.get(page))
    assert "66666" not in words(other.get(f"{DESK}review/"))
    assert "50,700" in words(other.get(f"{DESK}review/"))
    other.post(f"{page}review/")
    difference = words(other.get(page))
    assert "<del>48300</del>" in difference
    assert "<ins>50700</ins>" in difference
    other.post(f"{page}approve/")
    assert "Published." in words(other.post(f"{page}publish/", follow=True))

    draft.refresh_from_db()
    assert draft.status == "published"
    assert Change.objects.get().new["value"]["amount"] == "50700"


def test_the_author_takes_no_decision_and_reads_why(salary, german, reviewer, desk):
    draft = a_draft(salary, german)
    drafts.submit(version=draft, actor=Acting(german), at=NOW)

    for step in ("review", "approve", "publish"):
        assert desk.post(f"{DESK}versions/{draft.pk}/{step}/").status_code == 403

    own = a_draft(make_provision(key="fee"), reviewer)
    drafts.submit(version=own, actor=Acting(reviewer), at=NOW)
    browser = browser_of(reviewer)
    assert "You had a hand in writing it. Somebody else must decide on it." in words(
        browser.get(f"{DESK}versions/{own.pk}/")
    )
    refused = browser.post(f"{DESK}versions/{own.pk}/review/")
    assert (refused.status_code, "Nobody decides on their own work." in words(refused)) == (403, True)


def test_whoever_comes_second_reads_where_it_stands_now(salary, german, reviewer):
    draft = a_draft(salary, german)
    drafts.submit(version=draft, actor=Acting(german), at=NOW)
    reviews.take_up(version=draft, actor=Acting(person_with(Role.REVIEWER)), at=NOW)

    response = browser_of(reviewer).post(f"{DESK}versions/{draft.pk}/review/", follow=True)

    assert "it is in review now" in words(response)


@pytest.mark.parametrize("step", ["send_back", "withdraw", "discard"])
def test_taking_something_back_asks_why(salary, german, reviewer, desk, step):
    version = a_draft(salary, german) if step == "discard" else approved(salary, german, reviewer)
    browser = desk if step == "discard" else browser_of(reviewer)
    page = f"{DESK}versions/{version.pk}/{step}/"

    assert browser.get(page).status_code == 200
    empty = browser.post(page, {"reason": " "})
    assert (empty.status_code, "Write in a sentence why." in words(empty)) == (422, True)
    browser.post(page, {"reason": "Another article."})

    version.refresh_from_db()
    assert version.status == ("draft" if step == "send_back" else "withdrawn")
    assert "Another article." in words(desk.get(f"{DESK}versions/{version.pk}/"))


def test_any_two_versions_are_compared(salary, german, desk):
    old = make_published(salary, valid=(None, date(2025, 1, 1)), value=euros("40000"), text="At least 40 thousand.")
    new = a_draft(salary, german)

    page = words(desk.get(MATTER, {"old": old.pk, "new": new.pk}))

    assert "<del>40000</del>" in page
    assert "<ins>66666</ins>" in page
    other = make_published(make_provision(key="fee"))
    assert desk.get(MATTER, {"old": old.pk, "new": other.pk}).status_code == 404
    assert desk.get(MATTER, {"old": "x", "new": new.pk}).status_code == 404


def test_a_conflict_is_closed_on_its_page(everything, desk):
    refused = desk.post(everything["conflict"], {"reason": ""})
    assert refused.status_code == 422

    page = words(desk.post(everything["conflict"], {"reason": "The gazette decides."}, follow=True))

    assert "Readers see your reason." in page
    assert "The gazette decides." in page
    assert "Closed by Frida" in page


def test_who_may_not_close_a_conflict_reads_why(everything, secretariat):
    browser = browser_of(secretariat)

    assert "This needs a role you do not hold" in words(browser.get(everything["conflict"]))
    assert browser.post(everything["conflict"], {"reason": "Because."}).status_code == 403
    assert Conflict.objects.get().status == "open"


def test_a_source_is_added_and_can_be_cited(salary, desk):
    wrong = desk.post(f"{DESK}DEU/source/", {"publisher": "Gazette", "source_date": "June", "read_on": "2100-01-01"})
    assert wrong.status_code == 422
    assert "2026-06-14" in words(wrong)

    desk.post(
        f"{DESK}DEU/source/",
        {
            "publisher": "Gazette of Tests",
            "kind": "official_law",
            "url": "https://example.org/gazette",
            "language": "de",
            "source_date": "2026-06",
            "read_on": "2026-06-14",
        },
    )

    assert Source.objects.get(publisher="Gazette of Tests").pk == "DE-DESK-1"
    assert "Gazette of Tests (2026-06)" in words(desk.get(f"{MATTER}write/?element=e01"))


PUBLIC = [
    "/api/v1/permits/",
    "/api/v1/permits/DE-EUBC/",
    "/api/v1/permits/DE-EUBC/?as_of=2027-06-01",
    "/api/v1/compare/?permits=DE-EUBC",
    "/en/permits/DE-EUBC/",
    "/en/countries/DEU/permits/",
    "/en/changes/",
    "/feeds/changes.json",
]


@pytest.mark.parametrize("state", ["draft", "approved"])
def test_what_is_at_the_desk_leaks_to_no_public_page_and_no_call_of_the_api(salary, german, reviewer, client, state):
    """Neither a value nor the name of a matter that nobody has published anything on."""
    make_published(salary, valid=(date(2026, 1, 1), None))
    fee = make_provision(key="fee_secret", element="e04")
    for matter in (salary, fee):
        if state == "draft":
            a_draft(matter, german)
        else:
            approved(matter, german, reviewer, "66666")

    for address in PUBLIC:
        response = client.get(address)
        assert response.status_code == 200, address
        for secret in ("66666", "66,666", "fee_secret", "Fee secret"):
            assert secret not in words(response), address


def test_more_on_the_desk_costs_no_more_questions(salary, german, desk, django_assert_max_num_queries):
    def fill(number: int) -> None:
        for each in range(number):
            make_published(make_provision(key=f"fee_{number}_{each}"), review_due=date(2026, 1, 1))
            a_draft(make_provision(key=f"income_{number}_{each}"), german)

    fill(2)
    with django_assert_max_num_queries(30) as few:
        desk.get(f"{DESK}DEU/")
    fill(10)
    with django_assert_max_num_queries(len(few)):
        desk.get(f"{DESK}DEU/")


@pytest.mark.parametrize("language", ["es", "fr"])
def test_every_page_stands_in_every_language(everything, desk, language):
    for address in everything.values():
        assert f'<html lang="{language}"' in words(desk.get(address.replace("/en/", f"/{language}/")))
