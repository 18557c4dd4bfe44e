"""A checklist made of results: for each permit what to show, to bring, to pay and to ask, with numbered sources."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from regulations.checklist.document import Document, Entry, Part, Sheet, Source
from regulations.pathways import told
from regulations.pathways.cards import Card, cards
from regulations.pathways.lines import Condition, Line
from regulations.queries.pathways import Search
from regulations.rules.record import Citation
from web_pages import numbers
from web_pages.places import language


def checklist(search: Search, *, made: datetime, address: str, most: int) -> Document:
    """The document for the first permits found, `most` at the most; `address` is where it stands on the web."""
    return Document(
        language=language(),
        title=_("Your checklist"),
        intro=_("What the rules we hold ask of you, what to bring, what it costs, and who says so."),
        person_heading=_("What you told us"),
        person=tuple(told.person(search.applicants.case)),
        sheets=tuple(_Sheets(card).sheet() for card in cards(search.found[:most], search.applicants, search.leaving)),
        sources_heading=_("Sources"),
        page_of=pgettext("footer of a printed page", "Page {number} of {total}"),
        made=_("Made on %(day)s.") % {"day": numbers.day(made.date(), language())},
        address_label=_("This checklist on the web, with today’s rules:"),
        address=address,
        caution=_(
            "It is no legal advice: the authority decides. Check dates and amounts with the source before you pay."
        ),
    )


class _Sheets:
    """Builds the sheet of one permit; numbers each source when it is first used."""

    def __init__(self, card: Card) -> None:
        self._card = card
        self._numbers: dict[tuple[str, str, str], Source] = {}

    def sheet(self) -> Sheet:
        card = self._card
        parts = tuple(part for part in self._parts() if part.entries)
        return Sheet(
            permit=card.permit,
            title=card.name.text,
            over=f"{card.country} · {card.permit}",
            own_name=card.own_name.text,
            own_language=card.own_name.language or language(),
            status=f"{told.OUTCOMES[card.outcome]}: {card.line}",
            outcome=card.outcome,
            parts=parts,
            sources=tuple(self._numbers.values()),
        )

    def _parts(self) -> Iterator[Part]:
        card = self._card
        yield Part(heading=_("Conditions"), entries=tuple(map(self._condition, card.conditions)), note=self._left_out())
        questions = (Entry(text=each.text.text, box=True, language=each.text.language) for each in card.questions)
        yield Part(heading=_("Still to find out"), entries=tuple(questions))
        yield Part(heading=_("Documents"), entries=tuple(self._documents(card.documents)))
        yield Part(heading=_("How to apply"), entries=tuple(map(self._line, card.steps)))
        yield Part(heading=_("Costs and who pays"), entries=tuple(self._costs()), note=" ".join(card.sums))
        yield Part(heading=_("How long it takes"), entries=tuple(self._times()))
        yield Part(heading=_("Recognition of qualifications"), entries=tuple(map(self._line, card.recognition)))
        yield Part(heading=_("Rules of the country you leave"), entries=tuple(self._exit_rules()))
        yield Part(heading=_("Whom to ask"), entries=tuple(map(self._line, card.contacts)))
        yield Part(heading=_("Sources disagree"), entries=tuple(self._conflicts()))

    def _condition(self, each: Condition) -> Entry:
        parts = (_("You: %(stated)s") % {"stated": each.stated} if each.stated else "", each.distance, each.reason)
        return Entry(
            text=each.needed.text,
            language=each.needed.language,
            note=". ".join(part for part in parts if part),
            mark=each.state,
            mark_text=each.mark,
            source=self._source(each.citation),
        )

    def _line(self, line: Line, *, box: bool = False) -> Entry:
        text = _("%(label)s: %(value)s") % {"label": line.label.text, "value": line.value.text}
        foreign = line.value.language or line.label.language
        return Entry(text=text, box=box, language=foreign, source=self._source(line.claim.citation))

    def _documents(self, lines: Iterable[Line]) -> Iterator[Entry]:
        """A list of papers is a line each, to be ticked one by one."""
        for line in lines:
            if not line.value.parts:
                yield self._line(line, box=True)
            for part in line.value.parts:
                yield Entry(text=part, box=True, language=line.value.language, source=self._source(line.claim.citation))

    def _costs(self) -> Iterator[Entry]:
        for fee in self._card.fees:
            text = _("%(label)s: %(value)s") % {"label": fee.name.text, "value": fee.amount}
            note = f"{fee.payer}. {fee.passing}".strip()
            yield Entry(text=text, note=note, language=fee.name.language, source=self._source(fee.cost.claim.citation))

    def _times(self) -> Iterator[Entry]:
        for time in self._card.times:
            entry = self._line(time.line)
            note = ". ".join(part for part in (time.basis, time.silence) if part)
            yield Entry(text=entry.text, note=note, language=entry.language, source=entry.source)

    def _exit_rules(self) -> Iterator[Entry]:
        for rule in self._card.exits:
            text = _("%(country)s: %(rule)s") % {"country": rule.country, "rule": rule.name.text}
            source = next((each.citation for each in rule.conditions if each.citation), None)
            yield Entry(text=text, note=rule.outcome, box=True, source=self._source(source))

    def _conflicts(self) -> Iterator[Entry]:
        for conflict in self._card.conflicts:
            said = "; ".join(
                f"{each.publisher}: {each.claim}" if each.publisher else each.claim for each in conflict.claims
            )
            yield Entry(text=conflict.topic, note=said, language="en")

    def _left_out(self) -> str:
        return " ".join(text.text for text in self._card.leaves_out)

    def _source(self, citation: Citation | None) -> int | None:
        if citation is None:
            return None
        key = (citation.publisher, citation.locator, citation.url)
        if key not in self._numbers:
            self._numbers[key] = Source(number=len(self._numbers) + 1, text=told.source(citation), url=citation.url)
        return self._numbers[key].number
