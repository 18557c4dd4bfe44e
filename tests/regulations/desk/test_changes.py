"""The journal as readers and programs get it: page, permanent address, Atom and JSON feed."""

from __future__ import annotations

import json
import re
from datetime import date, datetime

import pytest
from lxml import etree

from regulations.actions import coming, conflicts, journal, record_keeping
from regulations.models import Change, Conflict
from regulations.people import Acting
from regulations.views import changes as page
from regulations.views import feeds
from tests.factories.regulations import make_permit, make_provision, make_published
from tests.regulations.desk.conftest import NOW, WEEK_AGO, approved, euros, focal_point

pytestmark = pytest.mark.django_db

ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture
def raised(salary, german, reviewer):
    """The salary floor rises from 48,300 to 50,700 on 1 January 2026."""
    make_published(salary, valid=(None, None), value=euros("48300"), text="At least 48,300 euros.")
    version = approved(salary, german, reviewer)
    return record_keeping.publish(version=version, actor=Acting(reviewer), at=NOW)


@pytest.fixture
def elsewhere(reviewer):
    """A rule of Spain that nobody had written before."""
    provision = make_provision(make_permit("ES-EUBC", time_zone="Europe/Madrid"))
    version = approved(provision, focal_point("ESP"), reviewer, "40000", valid_from=None)
    return record_keeping.publish(version=version, actor=Acting(reviewer), at=NOW)


def atom(client, address="/feeds/changes.atom", **query):
    response = client.get(address, query)
    assert response.status_code == 200
    assert response["Content-Type"] == "application/atom+xml; charset=utf-8"
    return etree.fromstring(response.content)


def entry_of(feed, code="DE-EUBC"):
    return next(each for each in feed.iter(f"{ATOM}entry") if code in each.findtext(f"{ATOM}title"))


def test_the_atom_feed_says_old_new_from_when_which_article_and_who_certified(client, raised, settings):
    entry = entry_of(atom(client))

    assert entry.findtext(f"{ATOM}id") == f"{settings.SITE_URL}/en/changes/{raised.changes.get().pk}/"
    assert entry.findtext(f"{ATOM}title") == "Germany, Permit DE-EUBC (DE-EUBC): Minimum salary, general – published"
    assert re.findall("<p>(.*?)</p>", entry.findtext(f"{ATOM}summary")) == [
        "Old: EUR\xa048,300 a year, gross (At least 48,300 euros.)",
        "New: EUR\xa050,700 a year, gross (The salary is at least 50700 euros a year.)",
        "Valid from: 1 Jan 2026",
        "Article: Publisher of DE-LAW, s. 18g",
        "Certified by: Ministry of Tests",
    ]
    ours = f"{{{feeds.NAMESPACE}}}"
    assert json.loads(entry.findtext(f"{ours}old"))["value"]["amount"] == "48300"
    assert json.loads(entry.findtext(f"{ours}new"))["value"]["amount"] == "50700"
    assert entry.findtext(f"{ours}valid_from") == "2026-01-01"
    assert entry.findtext(f"{ours}certified_by") == "Ministry of Tests"


def test_the_atom_feed_has_all_that_the_standard_asks_for(client, raised, elsewhere):
    """RFC 4287: sections 4.1.1 (feed) and 4.1.2 (entry), and dates as 3.3 has them."""
    feed = atom(client)

    assert feed.tag == f"{ATOM}feed"
    for part in ("id", "title", "updated"):
        assert len(feed.findall(ATOM + part)) == 1
    assert feed.findtext(f"{ATOM}author/{ATOM}name") == "IIMD"
    assert [link.get("rel") for link in feed.findall(f"{ATOM}link")] == ["alternate", "self"]
    ids = [each.findtext(f"{ATOM}id") for each in feed.iter(f"{ATOM}entry")]
    assert len(ids) == len(set(ids)) == 2
    for entry in feed.iter(f"{ATOM}entry"):
        for part in ("id", "title", "updated", "summary"):
            assert len(entry.findall(ATOM + part)) == 1
        assert datetime.fromisoformat(entry.findtext(f"{ATOM}updated")).tzinfo
        assert entry.find(f"{ATOM}link").get("rel") == "alternate"


def test_a_text_with_marks_of_html_stays_text(client, salary, german, reviewer):
    version = approved(salary, german, reviewer, text="For firms with <300 workers & more.")
    record_keeping.publish(version=version, actor=Acting(reviewer), at=NOW)

    assert "&lt;300 workers &amp; more" in entry_of(atom(client)).findtext(f"{ATOM}summary")
    assert "<300 workers & more" in client.get("/feeds/changes.json").json()["items"][0]["content_text"]


def test_the_json_feed_says_the_same(client, raised):
    response = client.get("/feeds/changes.json")
    feed = response.json()

    assert response["Content-Type"] == "application/feed+json"
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert {"title", "home_page_url", "feed_url", "language", "authors", "items"} <= set(feed)
    item = feed["items"][0]
    assert item["id"].endswith(f"/en/changes/{raised.changes.get().pk}/")
    assert item["content_text"].startswith("Old: EUR\xa048,300 a year, gross")
    assert item["date_published"] == "2026-11-30T22:30:00+00:00"
    particulars = item["_iimd"]
    assert (particulars["old"]["value"]["amount"], particulars["new"]["value"]["amount"]) == ("48300", "50700")
    assert (particulars["article"], particulars["certified_on"]) == ("Publisher of DE-LAW, s. 18g", "2026-11-23")


@pytest.mark.parametrize("code", ["DEU", "deu", "DE"])
def test_a_country_has_a_feed_of_its_own(client, raised, elsewhere, code):
    feed = atom(client, f"/feeds/changes/{code}.atom")

    assert ["DE-EUBC" in each.findtext(f"{ATOM}title") for each in feed.iter(f"{ATOM}entry")] == [True]
    assert "Germany" in feed.findtext(f"{ATOM}title")
    assert len(client.get(f"/feeds/changes/{code}.json").json()["items"]) == 1


def test_a_country_we_hold_nothing_of_has_no_feed(client):
    assert client.get("/feeds/changes/XXX.atom").status_code == 404
    assert client.get("/feeds/changes/XXX.json").status_code == 404


def test_the_feed_speaks_the_language_it_is_asked_in(client, raised):
    feed = atom(client, lang="fr")

    assert feed.get("{http://www.w3.org/XML/1998/namespace}lang") == "fr"
    assert "/fr/changes/" in entry_of(feed).find(f"{ATOM}link").get("href")
    assert "/en/changes/" in entry_of(feed).findtext(f"{ATOM}id")  # one name in every language
    assert "Allemagne" in entry_of(feed).findtext(f"{ATOM}title")


def test_a_feed_nothing_was_added_to_is_not_sent_again(client, raised, salary, german, reviewer):
    first = client.get("/feeds/changes.atom")
    again = client.get("/feeds/changes.atom", headers={"if-none-match": first["ETag"]})
    assert again.status_code == 304

    record_keeping.withdraw(version=raised, actor=Acting(reviewer), at=NOW, reason="Misread.")

    assert client.get("/feeds/changes.atom", headers={"if-none-match": first["ETag"]}).status_code == 200


def test_older_changes_are_found_page_by_page_and_none_twice(client, salary, monkeypatch):
    monkeypatch.setattr(feeds, "LENGTH", 2)
    monkeypatch.setattr(page, "LENGTH", 2)
    for number in range(1, 6):
        journal.note_opened(make_permit(f"DE-P{number}"), provisions=number, at=NOW)

    seen, address = [], "/feeds/changes.json"
    while address:
        feed = client.get(address).json()
        seen += [item["_iimd"]["permit"] for item in feed["items"]]
        address = feed.get("next_url")
    assert seen == ["DE-P5", "DE-P4", "DE-P3", "DE-P2", "DE-P1"]

    following = atom(client).findall(f"{ATOM}link")[-1]
    assert following.get("rel") == "next"
    assert len(list(atom(client, following.get("href").partition("testserver")[2]).iter(f"{ATOM}entry"))) == 2
    first = client.get("/en/changes/").content.decode()
    assert "DE-P5" in first
    assert "DE-P3" not in first
    assert f"/en/changes/?before={Change.objects.order_by('-pk')[1].pk}" in first


def test_opening_a_record_is_one_entry_a_permit(client, salary):
    journal.note_opened(salary.permit, provisions=17, at=NOW)

    item = client.get("/feeds/changes.json").json()["items"][0]
    assert item["content_text"] == "The record was opened with 17 provisions."
    assert item["_iimd"]["provisions_opened"] == 17


def test_what_is_at_the_desk_never_leaks(client, salary, german, reviewer):
    approved(salary, german, reviewer, "66666")

    for address in ("/feeds/changes.atom", "/feeds/changes.json", "/en/changes/"):
        assert "66666" not in client.get(address).content.decode()


def test_withdrawing_closing_and_coming_into_force_are_told_too(client, salary, german, reviewer):
    version = approved(salary, german, reviewer, valid_from=date(2027, 1, 1))
    record_keeping.publish(version=version, actor=Acting(reviewer), at=NOW)
    coming.publish_due(at=datetime.fromisoformat("2026-12-31T23:00Z"))
    record_keeping.withdraw(
        version=version, actor=Acting(reviewer), at=datetime.fromisoformat("2027-02-01T00:00Z"), reason="Void."
    )
    conflict = Conflict.objects.create(code="C1", topic="The floor", opened_at=WEEK_AGO, opened_by="system:test")
    conflict.permits.add(salary.permit)
    conflicts.close(conflict=conflict, actor=Acting(german), at=NOW, reason="The gazette decides.")

    items = client.get("/feeds/changes.json").json()["items"]
    assert [item["_iimd"]["kind"] for item in items] == ["conflict_closed", "withdrawn", "in_force", "scheduled"]
    assert items[0]["content_text"] == "Reason: The gazette decides."
    assert "New: nothing on record" in items[1]["content_text"]


def test_the_page_says_what_changed(client, raised, elsewhere):
    text = client.get("/en/changes/").content.decode()

    for said in ("EUR&nbsp;48,300 a year, gross", "Publisher of DE-LAW, s. 18g", "Ministry of Tests", "start not read"):
        assert said.replace("&nbsp;", "\xa0") in text
    assert 'href="/feeds/changes.atom"' in text


def test_the_page_of_a_country_shows_its_changes_and_names_its_feed(client, raised, elsewhere):
    text = client.get("/en/changes/", {"country": "DEU"}).content.decode()

    assert "DE-EUBC" in text
    assert "ES-EUBC" not in text
    assert 'href="/feeds/changes/DEU.atom"' in text


@pytest.mark.parametrize("query", [{"country": "Atlantis"}, {"before": "yesterday"}, {"before": "9" * 30}])
def test_a_question_the_page_cannot_read_is_answered_with_what_is_wrong(client, query):
    response = client.get("/en/changes/", query)

    assert response.status_code == 400
    assert (query.get("country") or query["before"]) in response.content.decode()


def test_one_change_has_an_address_for_ever(client, raised):
    address = f"/en/changes/{raised.changes.get().pk}/"

    assert "Minimum salary, general" in client.get(address).content.decode()
    assert client.get("/en/changes/999999/").status_code == 404


@pytest.mark.parametrize("address", ["/en/changes/", "/feeds/changes.atom", "/feeds/changes.json"])
def test_more_changes_cost_no_more_questions(client, salary, django_assert_max_num_queries, address):
    for number in range(20):
        journal.note_opened(make_permit(f"DE-P{number}"), provisions=1, at=NOW)

    with django_assert_max_num_queries(6):
        client.get(address)
