"""What would settle an unknown, as a small field: the question, its kind, and the name of its answer in an address."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Literal

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from regulations.questions import notes, question
from regulations.wording.person import DATES, EDUCATION, LEVELS
from regulations.wording.phrase import Phrase
from regulations.wording.speech import language_name
from web_pages.places import language

Kind = Literal["yes_no", "number", "choice", "date", "form"]
_OWN: Final[Mapping[str, tuple[Kind, Promise]]] = {
    "nationality": ("form", gettext_lazy("What is your nationality?")),
    "residence": ("form", gettext_lazy("Which country do you live in?")),
    "destinations": ("form", gettext_lazy("Which country do you want to go to?")),
    "occupation": ("form", gettext_lazy("What is your occupation?")),
    "salary": ("form", gettext_lazy("What salary are you offered?")),
    "funds": ("form", gettext_lazy("What means of support do you have?")),
    "salary.gross": ("yes_no", gettext_lazy("Is the salary gross, before tax?")),
    "salary.hours_per_week": ("number", gettext_lazy("How many hours a week does the job have?")),
    "age": ("number", gettext_lazy("How old are you?")),
    "experience_years": ("number", gettext_lazy("How many years have you worked in the occupation?")),
    "job_offer": ("yes_no", gettext_lazy("Do you have a job offer?")),
    "family.partner": ("yes_no", gettext_lazy("Does a partner come with you?")),
    "family.children": ("number", gettext_lazy("How many children come with you?")),
}


@dataclass(frozen=True, slots=True)
class Asked:
    """One question. `name` is that of the field; "form" sends the reader to the field of the same name in the form."""

    name: str
    kind: Kind
    text: Phrase
    unit: str = ""
    least: int | None = None
    most: int | None = None
    choices: tuple[tuple[str, str], ...] = ()

    @property
    def options(self) -> tuple[tuple[str, str], ...]:
        """What may be chosen, as values and their names."""
        return self.choices or (("true", _("Yes")), ("false", _("No")))

    @property
    def anchor(self) -> str:
        """The id of the form's field."""
        return f"id_{'salary.amount' if self.name == 'salary' else self.name}"


def asked(fact: str) -> Asked:
    """The question about a fact of a case; a fact that nobody has worded is asked for by its name."""
    if fact in _OWN:
        kind, text = _OWN[fact]
        return Asked(fact, kind, Phrase(str(text)), least=0)
    if fact == "education":
        return Asked(fact, "choice", Phrase(_("What is your highest education?")), choices=_choices(EDUCATION))
    if fact.startswith("dates."):
        words = {"date": dict(DATES).get(fact.removeprefix("dates."), fact)}
        return Asked(fact, "date", Phrase(_("%(date)s?") % words))
    if fact.startswith("languages."):
        words = {"language": language_name(fact.removeprefix("languages."), language())}
        said = _("How well do you speak this language: %(language)s?") % words
        return Asked(fact, "choice", Phrase(said), choices=_choices(LEVELS))
    return _named(fact)


def note(name: str) -> Phrase:
    """What the law asks beside the conditions that are encoded; its name where the content has no words for it."""
    found = notes().get(name)
    if found is None:
        return Phrase(name.replace("_", " "), language="en")
    text, spoken = found.wording(language())
    return Phrase(text, language="" if spoken == language() else spoken)


def _named(fact: str) -> Asked:
    found = question(fact)
    if found is None:
        return Asked(f"facts.{fact}", "yes_no", Phrase(fact.replace("_", " ").capitalize() + "?", language="en"))
    text, spoken = found.wording(language())
    return Asked(
        f"facts.{fact}",
        found.kind,
        Phrase(text, language="" if spoken == language() else spoken),
        unit=found.unit or "",
        least=found.least,
        most=found.most,
    )


def _choices(pairs: object) -> tuple[tuple[str, str], ...]:
    return tuple((str(value), str(name)) for value, name in pairs)  # type: ignore[attr-defined]
