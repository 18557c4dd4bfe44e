"""The closed predicate tree in which the conditions of a permit are written. Pure.

JSON objects told apart by "op"; docs/reference/conditions.md explains each to authors. Every leaf names the
`provision` it was read from and takes its number from there, so that it changes with the provision in time; a literal
stands in a leaf only where the provision is a text. `id` names the condition in answers, `route` an alternative.
"""

from __future__ import annotations

import datetime
from decimal import Decimal
from typing import Annotated, Literal, TypeAlias

import msgspec
from msgspec import Meta

DateKind: TypeAlias = Literal["application", "receipt", "decision", "nomination", "contract", "entry", "issue"]
Cefr: TypeAlias = Literal["A1", "A2", "B1", "B2", "C1", "C2"]
PayPeriod: TypeAlias = Literal["year", "month", "week", "day", "hour"]
Relation: TypeAlias = Literal[
    "spouse", "partner", "child", "grandchild", "parent", "grandparent", "sibling", "citizen_descendant"
]

Name = Annotated[str, Meta(pattern=r"^[a-z][a-z0-9_]{0,63}$")]
Key = Annotated[str, Meta(pattern=r"^[a-z0-9][a-z0-9_]{0,99}$")]
Alpha2OrGroup = Annotated[str, Meta(pattern=r"^([A-Z]{2}|EU|EEA|EFTA)$")]
IscoPrefix = Annotated[str, Meta(pattern=r"^[0-9]{1,4}$")]
Isced = Annotated[int, Meta(ge=0, le=8)]
Age = Annotated[int, Meta(ge=0, le=130)]
Currency = Annotated[str, Meta(pattern=r"^[A-Z]{3}$")]
LanguageCode = Annotated[str, Meta(pattern=r"^[a-z]{2,3}$")]


class _Node(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, tag_field="op", omit_defaults=True):
    """What every node may carry: the name of the alternative that it opens."""

    route: Name | None = None


class _Many(_Node, frozen=True, kw_only=True):
    of: Annotated[tuple[Node, ...], Meta(min_length=1, max_length=200)]


class All(_Many, frozen=True, kw_only=True, tag="all"):
    """Met if every part is."""


class Any(_Many, frozen=True, kw_only=True, tag="any"):
    """Met if one part is: the parts are alternatives, and those with a `route` are shown as such."""


class AtLeast(_Many, frozen=True, kw_only=True, tag="at_least"):
    """Met if `n` of the parts are."""

    n: Annotated[int, Meta(ge=1, le=200)]


class Not(_Node, frozen=True, kw_only=True, tag="not"):
    """Met if its part is not."""

    of: Node


class _Leaf(_Node, frozen=True, kw_only=True):
    """A condition: `id` names it, `provision` is the fact it comes from.

    `date` says which of the applicant's dates chooses the version of the provision; without it the provision's own
    governing date does, then that of the conditions. `dated_by` is the provision in which that was read.
    """

    id: Name
    provision: Key
    date: DateKind | None = None
    dated_by: Key | None = None


class AgeIs(_Leaf, frozen=True, kw_only=True, tag="age"):
    """Age in completed years, `min` and `max` included; both left out: the number of the provision and its `op`."""

    min: Age | None = None
    max: Age | None = None


class NationalityIn(_Leaf, frozen=True, kw_only=True, tag="nationality_in"):
    """Nationality among `countries`, or, left out, among the provision's list. EU, EEA and EFTA stand for members.

    `ask`: the yes-or-no fact that tells it while the list is not held here.
    """

    countries: tuple[Alpha2OrGroup, ...] | None = None
    ask: Name | None = None


class NationalityNotIn(_Leaf, frozen=True, kw_only=True, tag="nationality_not_in"):
    """Nationality not among `countries`, or, left out, the provision's list."""

    countries: tuple[Alpha2OrGroup, ...] | None = None


class ResidenceIn(_Leaf, frozen=True, kw_only=True, tag="residence_in"):
    """Country of residence among `countries`, or the provision's list."""

    countries: tuple[Alpha2OrGroup, ...] | None = None


class ResidenceNotIn(_Leaf, frozen=True, kw_only=True, tag="residence_not_in"):
    """Country of residence not among `countries`, or the provision's list."""

    countries: tuple[Alpha2OrGroup, ...] | None = None


class DestinationIn(_Leaf, frozen=True, kw_only=True, tag="destination_in"):
    """Destination among `countries`, or the provision's list: for exit rules of the country of origin."""

    countries: tuple[Alpha2OrGroup, ...] | None = None


class OccupationIn(_Leaf, frozen=True, kw_only=True, tag="occupation_in"):
    """ISCO-08 code that begins with one of `isco`."""

    isco: Annotated[tuple[IscoPrefix, ...], Meta(min_length=1)]


class EducationAtLeast(_Leaf, frozen=True, kw_only=True, tag="education_at_least"):
    """Highest completed education at ISCED 2011 level `isced` or above."""

    isced: Isced


class ExperienceAtLeast(_Leaf, frozen=True, kw_only=True, tag="experience_at_least"):
    """`years` of relevant work (left out: the provision's duration), within the last `within_years` if given."""

    years: Decimal | None = None
    within_years: Annotated[int, Meta(ge=1, le=60)] | None = None
    in_destination: bool = False


class Amount(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """A literal amount of pay, for provisions that are texts."""

    amount: Decimal
    currency: Currency
    period: PayPeriod = "year"
    gross: bool | None = True


class SalaryAtLeast(_Leaf, frozen=True, kw_only=True, tag="salary_at_least"):
    """Pay at or above (`above`: strictly above) the provision's money or its multiple of an indicator, or `amount`.

    `indicator_date`: the date that chooses the indicator's value, where it differs from the rule's. `ask`: the
    yes-or-no fact that tells whether pay reaches an amount that is not held here, or lies within a band.
    """

    amount: Amount | None = None
    above: bool = False
    indicator_date: DateKind | None = None
    ask: Name | None = None


class SalaryByAge(_Leaf, frozen=True, kw_only=True, tag="salary_by_age"):
    """Pay at or above the amount that the provision's table gives for the person's age ("23:5600", "45+:10700")."""

    currency: Currency
    period: PayPeriod = "month"
    gross: bool | None = True


class LanguageAtLeast(_Leaf, frozen=True, kw_only=True, tag="language_at_least"):
    """One of `languages` (ISO 639-1) at CEFR `level` or above."""

    languages: Annotated[tuple[LanguageCode, ...], Meta(min_length=1)]
    level: Cefr


class JobOffer(_Leaf, frozen=True, kw_only=True, tag="job_offer"):
    """A job offer or contract is at hand."""


class RelationIs(_Leaf, frozen=True, kw_only=True, tag="relation"):
    """The person is one of these to the person from whom the right derives."""

    to_be: Annotated[tuple[Relation, ...], Meta(min_length=1)]


class FundsAtLeast(_Leaf, frozen=True, kw_only=True, tag="funds_at_least"):
    """Means of support at or above the provision's money or `amount`; own funds are spread over `months` months."""

    amount: Amount | None = None
    months: Annotated[int, Meta(ge=1, le=60)] = 12


class FamilyIs(_Leaf, frozen=True, kw_only=True, tag="family"):
    """Who comes along: with or without `partner`, at most `children_max` children."""

    partner: bool | None = None
    children_max: Annotated[int, Meta(ge=0, le=30)] | None = None


class FactIs(_Leaf, frozen=True, kw_only=True, tag="fact"):
    """A named fact that only the person can tell.

    Yes or no (`is`, the default being yes), one of some words (`one_of`), or a number within `min` and `max`; with
    `unit` the number is compared with the provision's own number, duration or amount of money instead, in that unit.
    """

    fact: Name
    is_: bool | None = msgspec.field(name="is", default=None)
    one_of: tuple[Name, ...] | None = None
    min: Decimal | None = None
    max: Decimal | None = None
    unit: Literal["year", "month", "day", "number", "amount"] | None = None


class QuotaAvailable(_Leaf, frozen=True, kw_only=True, tag="quota_available"):
    """There is room in the provision's quota: met where the law states that there is none, not met where it is nought.

    How much of a quota is used is not held, so that one above nought is met only if the person knows `quota_left`.
    """


class Dated(_Leaf, frozen=True, kw_only=True, tag="dated"):
    """The date that governs lies on or after `from` and before `before`: for rules whose shape the law changed.

    The days are those the provision speaks of in its text or between which its versions change; one is enough.
    """

    from_: datetime.date | None = msgspec.field(name="from", default=None)
    before: datetime.date | None = None


class Row(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Points given to whoever meets `when`."""

    points: Decimal
    when: Node


class Factor(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """A factor of a points grid.

    `by` "age" or "experience": the provision is a table ("18-35:12", "36:11", "6y+:15"). `fact`: only the person can
    tell the points, from nought to `max`. Otherwise `rows` give the points, of which the best row counts, or every row
    that is met (`counts` "sum"). `max` caps the factor.
    """

    id: Name
    provision: Key
    by: Literal["age", "experience"] | None = None
    fact: Name | None = None
    rows: tuple[Row, ...] = ()
    counts: Literal["best", "sum"] = "best"
    max: Decimal | None = None
    date: DateKind | None = None


class PointsGrid(_Leaf, frozen=True, kw_only=True, tag="points"):
    """Met if the factors add up to the pass mark: the provision's number, or `pass_mark` where that is a text.

    `ask`: the fact by which a person tells a pass mark that is published from time to time and not held here.
    """

    factors: Annotated[tuple[Factor, ...], Meta(min_length=1, max_length=60)]
    pass_mark: Decimal | None = None
    ask: Name | None = None


Leaf: TypeAlias = (
    AgeIs
    | NationalityIn
    | NationalityNotIn
    | ResidenceIn
    | ResidenceNotIn
    | DestinationIn
    | OccupationIn
    | EducationAtLeast
    | ExperienceAtLeast
    | SalaryAtLeast
    | SalaryByAge
    | LanguageAtLeast
    | JobOffer
    | RelationIs
    | FundsAtLeast
    | FamilyIs
    | FactIs
    | QuotaAvailable
    | Dated
    | PointsGrid
)
Node: TypeAlias = All | Any | AtLeast | Not | Leaf


class Conditions(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """The conditions of one permit as its file holds them; `date` governs where neither leaf nor provision says.

    `leaves_out` names the notes (content/conditions/notes.toml) on what the law asks beside and the tree does not:
    shown with every answer.
    """

    permit: Annotated[str, Meta(pattern=r"^[A-Z]{2}-[A-Z0-9-]{1,20}$")]
    conditions: Node
    date: DateKind = "application"
    leaves_out: tuple[Name, ...] = ()
