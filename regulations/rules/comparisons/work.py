"""What the person can do: occupation, education, experience, languages, a job offer. Pure."""

from __future__ import annotations

import re
from decimal import Decimal

from regulations.rules import tree
from regulations.rules.applicant import CEFR_RANKS, Applicant
from regulations.rules.comparisons.base import Comparison, Detail
from regulations.rules.durations import in_unit
from regulations.rules.held import Held
from regulations.rules.record import Claim
from regulations.rules.states import MET, NOT_MET, UNKNOWN, State
from regulations.values import Duration

_WINDOW = re.compile(r"^experience_years(?P<place>_in_destination)?_last_(?P<years>\d{1,2})$")


class Occupation(Comparison):
    """ISCO-08 code under one of several groups. A code that is too short to tell is unknown."""

    __slots__ = ("prefixes",)

    def __init__(self, leaf: tree.OccupationIn, claims: tuple[Claim, ...], held: Held) -> None:
        super().__init__(leaf, claims)
        self.prefixes = leaf.isco

    def state(self, applicant: Applicant) -> State:
        """The code against the groups."""
        code = applicant.case.occupation
        if code is None:
            return UNKNOWN
        if code.startswith(self.prefixes):
            return MET
        return UNKNOWN if any(prefix.startswith(code) for prefix in self.prefixes) else NOT_MET

    def detail(self, applicant: Applicant) -> Detail:
        """The groups and the code."""
        needs, code = {"isco": list(self.prefixes)}, applicant.case.occupation
        asks = ("occupation",) if self.state(applicant) == UNKNOWN else ()
        return Detail(needs=needs, has={"occupation": code} if code else None, asks=asks)


class Education(Comparison):
    """Highest education at or above a level of ISCED 2011."""

    __slots__ = ("_level",)

    def __init__(self, leaf: tree.EducationAtLeast, claims: tuple[Claim, ...], held: Held) -> None:
        super().__init__(leaf, claims)
        self._level = leaf.isced

    def state(self, applicant: Applicant) -> State:
        """The level against the floor."""
        level = applicant.case.education
        if level is None:
            return UNKNOWN
        return MET if level >= self._level else NOT_MET

    def detail(self, applicant: Applicant) -> Detail:
        """The margin counts levels."""
        needs, level = {"isced": self._level}, applicant.case.education
        if level is None:
            return Detail(needs=needs, asks=("education",))
        return Detail(needs=needs, has={"isced": level}, margin={"levels": level - self._level})


class Experience(Comparison):
    """Years of relevant work, all of them or those of the last years, anywhere or in the country of destination.

    Work in a window counts for every longer one; nobody has more in a window than in all. What lies between these
    bounds is asked for.
    """

    __slots__ = ("_in_destination", "_window", "asked", "years")

    def __init__(self, leaf: tree.ExperienceAtLeast, claims: tuple[Claim, ...], held: Held) -> None:
        super().__init__(leaf, claims)
        self.years = leaf.years if leaf.years is not None else years_of(claims)
        self._window, self._in_destination = leaf.within_years, leaf.in_destination
        place = "_in_destination" if leaf.in_destination else ""
        window = f"_last_{leaf.within_years}" if leaf.within_years else ""
        self.asked = f"experience_years{place}{window}"

    @staticmethod
    def can(leaf: tree.ExperienceAtLeast, claims: tuple[Claim, ...]) -> bool:
        """Does the provision give a duration, where the leaf gives no years?"""
        return leaf.years is not None or any(isinstance(claim.value, Duration) for claim in claims)

    def state(self, applicant: Applicant) -> State:
        """The years that are certain, then those that are possible, against the floor."""
        low, high = self._bounds(applicant)
        if low >= self.years:
            return MET
        return NOT_MET if high is not None and high < self.years else UNKNOWN

    def detail(self, applicant: Applicant) -> Detail:
        """The margin counts years: those that are certain, or, where they do not reach, those that are possible."""
        needs = {"years": self.years, "within_years": self._window}
        if self._in_destination:
            needs["in_destination"] = True
        needs = {name: wanted for name, wanted in needs.items() if wanted is not None}
        low, high = self._bounds(applicant)
        state = self.state(applicant)
        if state == UNKNOWN:
            return Detail(needs=needs, has={"years": low} if low else None, asks=(self.asked,))
        years = low if state == MET or high is None else high
        return Detail(needs=needs, has={"years": years}, margin={"years": years - self.years})

    def _bounds(self, applicant: Applicant) -> tuple[Decimal, Decimal | None]:
        """The least and the most years that may count."""
        total = applicant.case.experience_years
        if self._window is None and not self._in_destination:
            return (Decimal(0), None) if total is None else (total, total)
        low, high = Decimal(0), total
        for name, stated in applicant.facts.items():
            if not isinstance(stated, Decimal) or not name.startswith("experience_years"):
                continue
            reaches_up, reaches_down = self._relation_to(name)
            low = max(low, stated) if reaches_up else low
            high = (stated if high is None else min(high, stated)) if reaches_down else high
        return low, high

    def _relation_to(self, name: str) -> tuple[bool, bool]:
        """Is what `name` counts part of what is needed? And is what is needed part of that?"""
        if name == "experience_years_in_destination":
            window, here = None, True
        elif found := _WINDOW.match(name):
            window, here = int(found["years"]), bool(found["place"])
        else:
            return False, False
        shorter = self._window is None or (window is not None and window <= self._window)
        longer = window is None or (self._window is not None and window >= self._window)
        return shorter and (here or not self._in_destination), longer and (self._in_destination or not here)


def years_of(claims: tuple[Claim, ...]) -> Decimal:
    """The longest duration of the claims, in years: competing claims are never decided in the person's favour."""
    return max(
        (in_unit(claim.value, "year") for claim in claims if isinstance(claim.value, Duration)), default=Decimal(0)
    )


class Language(Comparison):
    """One of several languages at a level of the CEFR or above."""

    __slots__ = ("_level", "_rank", "languages")

    def __init__(self, leaf: tree.LanguageAtLeast, claims: tuple[Claim, ...], held: Held) -> None:
        super().__init__(leaf, claims)
        self.languages, self._level = leaf.languages, leaf.level
        self._rank = CEFR_RANKS[leaf.level]

    def state(self, applicant: Applicant) -> State:
        """The best of the languages; one that is not mentioned is unknown."""
        ranks = [applicant.languages.get(language) for language in self.languages]
        if any(rank is not None and rank >= self._rank for rank in ranks):
            return MET
        return UNKNOWN if None in ranks else NOT_MET

    def detail(self, applicant: Applicant) -> Detail:
        """The margin counts levels."""
        needs = {"languages": list(self.languages), "level": self._level}
        spoken = {each: applicant.languages[each] for each in self.languages if each in applicant.languages}
        if self.state(applicant) == UNKNOWN:
            asks = tuple(f"languages.{each}" for each in self.languages if each not in spoken)
            return Detail(needs=needs, asks=asks)
        has = {"languages": {each: applicant.case.languages[each] for each in spoken}}
        return Detail(needs=needs, has=has, margin={"levels": max(spoken.values()) - self._rank})


class JobOffer(Comparison):
    """A job offer is at hand."""

    __slots__ = ()

    def __init__(self, leaf: tree.JobOffer, claims: tuple[Claim, ...], held: Held) -> None:
        super().__init__(leaf, claims)

    def state(self, applicant: Applicant) -> State:
        """Yes or no."""
        offer = applicant.case.job_offer
        return UNKNOWN if offer is None else MET if offer else NOT_MET

    def detail(self, applicant: Applicant) -> Detail:
        """Both sides."""
        needs, offer = {"job_offer": True}, applicant.case.job_offer
        return (
            Detail(needs=needs, asks=("job_offer",)) if offer is None else Detail(needs=needs, has={"job_offer": offer})
        )
