"""The closed lists a permit, a version and a source are described with. Pure; names people read are in words.py.

Sources of the lists: design of the permit database after the founding paper, GATS Mode 4 schedules, and what the
carried facts need.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Final


class Purpose(StrEnum):
    """What a permit is for. `exit_clearance` is a rule of the country people leave."""

    EMPLOYMENT = "employment"
    SELF_EMPLOYMENT = "self_employment"
    SEASONAL = "seasonal"
    INTRA_CORPORATE_TRANSFER = "intra_corporate_transfer"
    SERVICE_SUPPLY = "service_supply"
    JOB_SEARCH = "job_search"
    YOUTH_MOBILITY = "youth_mobility"
    RESEARCH = "research"
    TRAINING = "training"
    REMOTE_WORK = "remote_work"
    BUSINESS = "business"
    FAMILY = "family"
    VOLUNTARY_WORK = "voluntary_work"
    EXIT_CLEARANCE = "exit_clearance"


class DurationClass(StrEnum):
    """How long a permit is meant for; `short` is up to 90 days."""

    SHORT = "short"
    TEMPORARY = "temporary"
    LONG_TERM = "long_term"
    PERMANENT = "permanent"
    SEASONAL = "seasonal"


class SkillLevel(StrEnum):
    """The skill a permit is meant for, as the compiler of the content classed it."""

    ANY = "any"
    LOW = "low"
    MEDIUM = "medium"
    MEDIUM_HIGH = "medium_high"
    HIGH = "high"


class Initiator(StrEnum):
    """Who makes the first application."""

    EMPLOYER = "employer"
    WORKER = "worker"
    EITHER = "either"
    EMPLOYER_THEN_WORKER = "employer_then_worker"


class TiedTo(StrEnum):
    """What a holder may not change without a new permit."""

    NONE = "none"
    EMPLOYER = "employer"
    FOREIGN_EMPLOYER = "foreign_employer"
    EMPLOYER_AND_OCCUPATION = "employer_and_occupation"
    OCCUPATION_AND_REGION = "occupation_and_region"
    SECTOR = "sector"
    SECTOR_AND_REGION = "sector_and_region"
    REGION = "region"
    BUSINESS = "business"
    CONTRACT = "contract"
    DESTINATION = "destination"


class ServiceMode(StrEnum):
    """The category of GATS Mode 4 a permit falls under; `ICT` where a source does not say which transferee."""

    BUSINESS_VISITOR = "BV"
    TRANSFEREE = "ICT"
    MANAGER = "ICT-M"
    EXECUTIVE = "ICT-E"
    SPECIALIST = "ICT-S"
    TRAINEE = "ICT-T"
    CONTRACTUAL_SUPPLIER = "CSS"
    INDEPENDENT_PROFESSIONAL = "IP"
    SALESPERSON = "ISI"
    NOT_COVERED = "not_covered"


class GoverningDate(StrEnum):
    """The date of a case whose rule decides it. Which one it is belongs to the rule and is read like its value."""

    APPLICATION = "application_date"
    RECEIPT = "receipt_date"
    DECISION = "decision_date"
    NOMINATION = "nomination_date"
    CONTRACT = "contract_date"
    ENTRY = "entry_date"
    ISSUE = "issue_date"


class SourceKind(StrEnum):
    """Who speaks in a source."""

    LAW = "official_law"
    PAGE = "government_page"
    REPOSITORY = "government_repository"
    PRESS = "government_press_release"
    SECONDARY = "secondary"


class Grade(StrEnum):
    """What a source proves: A law or gazette, B a page of the authority, C its press, D anybody else."""

    LAW = "A"
    AUTHORITY = "B"
    PRESS = "C"
    SECONDARY = "D"


GRADE_OF_KIND: Final[dict[SourceKind, Grade]] = {
    SourceKind.LAW: Grade.LAW,
    SourceKind.PAGE: Grade.AUTHORITY,
    SourceKind.REPOSITORY: Grade.AUTHORITY,
    SourceKind.PRESS: Grade.PRESS,
    SourceKind.SECONDARY: Grade.SECONDARY,
}


class Evidence(StrEnum):
    """How a value came from its source."""

    READ = "read"
    COMPUTED = "computed_from_read"


class Confidence(StrEnum):
    """How far whoever entered a fact trusts it."""

    HIGH = "high"  # law text, page, repository or press release of the authority
    MEDIUM = "medium"  # a secondary text that names a primary source or agrees with others
    LOW = "low"  # undated, contradicted, or one weak source


class ConflictStatus(StrEnum):
    """Whether sources are still at odds."""

    OPEN = "open"
    CLOSED = "closed"


class TextStatus(StrEnum):
    """Who made a translation."""

    MACHINE = "machine"
    HUMAN = "human"
    CERTIFIED = "certified"
