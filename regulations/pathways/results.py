"""The results of a search as a page shows them: four groups with their first cards, or one group page by page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from regulations.finder.search import ORDER, Judged
from regulations.pathways.cards import Card, cards
from regulations.pathways.lines import name_of
from regulations.queries.pathways import Search
from regulations.rules.states import Outcome
from regulations.wording.asking import Asked, asked
from regulations.wording.needs import country
from regulations.wording.phrase import Phrase

# How many cards of a group the first page explains, and how many a page of one group does.
FIRST: dict[Outcome, int] = {"met": 5, "unknown": 5, "not_met": 3, "not_encoded": 0}
A_PAGE = 12
MOST_QUESTIONS = 3
MOST_NAMED = 100


@dataclass(frozen=True, slots=True)
class Named:
    """A permit that is only named, for there is nothing to explain."""

    permit: str
    name: Phrase
    country: str


@dataclass(frozen=True)
class Group:
    """Permits with one outcome: how many, and the cards shown here."""

    outcome: Outcome
    title: str
    number: int
    cards: list[Card]
    named: list[Named] = field(default_factory=list)

    @property
    def more(self) -> int:
        """How many are not shown here."""
        return self.number - len(self.cards)


@dataclass(frozen=True)
class Results:
    """What a page shows of a search. `page` and `pages` count where one group is shown page by page."""

    groups: list[Group]
    answer: str
    number: int
    page: int = 1
    pages: int = 1
    one_group: bool = False

    @property
    def before(self) -> int:
        """The number of the page before."""
        return self.page - 1

    @property
    def after(self) -> int:
        """The number of the next page."""
        return self.page + 1

    @property
    def questions(self) -> list[tuple[Asked, int]]:
        """The questions that most of the open permits shown here wait for, with how many they are."""
        waiting = Counter(
            question.fact
            for group in self.groups
            for card in group.cards
            if card.outcome == "unknown"
            for question in card.answer.questions
        )
        return [(asked(fact), number) for fact, number in waiting.most_common(MOST_QUESTIONS)]

    @property
    def cards(self) -> list[Card]:
        """Every card shown here."""
        return [card for group in self.groups for card in group.cards]


def results(search: Search, *, outcome: str | None = None, page: int = 1) -> Results:
    """The first cards of every group, or one page of the group with an outcome."""
    grouped: dict[Outcome, list[Judged]] = {each: [] for each in ORDER}
    for judged in search.found:
        grouped[judged.outcome].append(judged)
    answer = _answer({each: len(found) for each, found in grouped.items()})
    chosen = next((each for each in ORDER if each == outcome), None)
    if chosen is None:
        groups = [_group(search, each, found, found[: FIRST[each]]) for each, found in grouped.items() if found]
        return Results(groups, answer, len(search.found))
    pages = max(1, -(-len(grouped[chosen]) // A_PAGE))
    page = min(max(page, 1), pages)
    shown = grouped[chosen][(page - 1) * A_PAGE : page * A_PAGE]
    return Results(
        [_group(search, chosen, grouped[chosen], shown)], answer, len(search.found), page, pages, one_group=True
    )


def _group(search: Search, outcome: Outcome, found: list[Judged], shown: Iterable[Judged]) -> Group:
    titles = {
        "met": _("Conditions met"),
        "unknown": _("Could be met: something is open"),
        "not_met": _("Not met"),
        "not_encoded": _("Conditions not yet encoded"),
    }
    if outcome == "not_encoded":
        named = [
            Named(each.record.permit, name_of(each.record), country(each.record.jurisdiction))
            for each in found[:MOST_NAMED]
        ]
        return Group(outcome, titles[outcome], len(found), [], named)
    return Group(outcome, titles[outcome], len(found), cards(shown, search.applicants, search.leaving))


def _answer(numbers: dict[Outcome, int]) -> str:
    """The sentence under the title."""
    total = sum(numbers.values())
    if not total:
        return _("We hold no permit for these countries.")
    checked = ngettext("We looked at %(number)s permit.", "We looked at %(number)s permits.", total) % {"number": total}
    parts = [
        ngettext("%(number)s is met", "%(number)s are met", numbers["met"]) % {"number": numbers["met"]},
        ngettext("%(number)s could be met", "%(number)s could be met", numbers["unknown"])
        % {"number": numbers["unknown"]},
        ngettext("%(number)s is not met", "%(number)s are not met", numbers["not_met"])
        % {"number": numbers["not_met"]},
    ]
    said = _("%(checked)s %(met)s, %(unknown)s, %(not_met)s.") % {
        "checked": checked,
        "met": parts[0],
        "unknown": parts[1],
        "not_met": parts[2],
    }
    if not numbers["not_encoded"]:
        return said
    rest = ngettext(
        "The conditions of %(number)s are not yet encoded.",
        "The conditions of %(number)s are not yet encoded.",
        numbers["not_encoded"],
    )
    return f"{said} {rest % {'number': numbers['not_encoded']}}"
