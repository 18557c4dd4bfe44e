"""The names people read for the room's codes. Pure code returns codes; pages, forms and the API ask here."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Final

from django.utils.translation import gettext_lazy as _

from regulations import vocabulary as v
from regulations.elements import Element

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

ELEMENTS: Final[dict[Element, _StrPromise]] = {
    Element.REQUIREMENTS: _("Categories and requirements"),
    Element.DOCUMENTS: _("Documents"),
    Element.APPLICATION: _("How to apply"),
    Element.TIME_AND_FEES: _("Processing time and fees"),
    Element.STAY: _("Length and conditions of stay"),
    Element.EXTENSION: _("Extension and multiple entry"),
    Element.DEPENDANTS: _("Accompanying dependants"),
    Element.APPEAL: _("Review and appeal"),
    Element.NEEDS_TEST_AND_QUOTA: _("Economic needs test and quota"),
    Element.RECOGNITION: _("Recognition of qualifications"),
    Element.CONTACTS: _("Contact points"),
    Element.LEGISLATION: _("Legislation"),
}

_NAMES: Final[dict[type[StrEnum], Mapping[Any, _StrPromise]]] = {
    Element: ELEMENTS,
    v.Purpose: {
        v.Purpose.EMPLOYMENT: _("Employment"),
        v.Purpose.SELF_EMPLOYMENT: _("Self-employment"),
        v.Purpose.SEASONAL: _("Seasonal work"),
        v.Purpose.INTRA_CORPORATE_TRANSFER: _("Intra-corporate transfer"),
        v.Purpose.SERVICE_SUPPLY: _("Supply of services"),
        v.Purpose.JOB_SEARCH: _("Job search"),
        v.Purpose.YOUTH_MOBILITY: _("Youth mobility"),
        v.Purpose.RESEARCH: _("Research"),
        v.Purpose.TRAINING: _("Training"),
        v.Purpose.REMOTE_WORK: _("Remote work"),
        v.Purpose.BUSINESS: _("Business"),
        v.Purpose.FAMILY: _("Family"),
        v.Purpose.VOLUNTARY_WORK: _("Voluntary work"),
        v.Purpose.EXIT_CLEARANCE: _("Clearance to leave for work abroad"),
    },
    v.DurationClass: {
        v.DurationClass.SHORT: _("Short stay, up to 90 days"),
        v.DurationClass.TEMPORARY: _("Temporary"),
        v.DurationClass.LONG_TERM: _("Long-term"),
        v.DurationClass.PERMANENT: _("Permanent"),
        v.DurationClass.SEASONAL: _("Seasonal"),
    },
    v.SkillLevel: {
        v.SkillLevel.ANY: _("Any skill level"),
        v.SkillLevel.LOW: _("Low-skilled work"),
        v.SkillLevel.MEDIUM: _("Medium-skilled work"),
        v.SkillLevel.MEDIUM_HIGH: _("Medium- to high-skilled work"),
        v.SkillLevel.HIGH: _("Highly skilled work"),
    },
    v.Initiator: {
        v.Initiator.EMPLOYER: _("The employer applies"),
        v.Initiator.WORKER: _("The worker applies"),
        v.Initiator.EITHER: _("Employer or worker applies"),
        v.Initiator.EMPLOYER_THEN_WORKER: _("First the employer applies, then the worker"),
    },
    v.TiedTo: {
        v.TiedTo.NONE: _("Not tied"),
        v.TiedTo.EMPLOYER: _("Tied to the employer"),
        v.TiedTo.FOREIGN_EMPLOYER: _("Tied to an employer abroad"),
        v.TiedTo.EMPLOYER_AND_OCCUPATION: _("Tied to employer and occupation"),
        v.TiedTo.OCCUPATION_AND_REGION: _("Tied to occupation and region"),
        v.TiedTo.SECTOR: _("Tied to the sector"),
        v.TiedTo.SECTOR_AND_REGION: _("Tied to sector and region"),
        v.TiedTo.REGION: _("Tied to the region"),
        v.TiedTo.BUSINESS: _("Tied to the business"),
        v.TiedTo.CONTRACT: _("Tied to the contract"),
        v.TiedTo.DESTINATION: _("Tied to the destination"),
    },
    v.ServiceMode: {
        v.ServiceMode.BUSINESS_VISITOR: _("Business visitor"),
        v.ServiceMode.TRANSFEREE: _("Intra-corporate transferee"),
        v.ServiceMode.MANAGER: _("Intra-corporate transferee, manager"),
        v.ServiceMode.EXECUTIVE: _("Intra-corporate transferee, executive"),
        v.ServiceMode.SPECIALIST: _("Intra-corporate transferee, specialist"),
        v.ServiceMode.TRAINEE: _("Intra-corporate transferee, trainee"),
        v.ServiceMode.CONTRACTUAL_SUPPLIER: _("Contractual services supplier"),
        v.ServiceMode.INDEPENDENT_PROFESSIONAL: _("Independent professional"),
        v.ServiceMode.SALESPERSON: _("Installer, servicer or salesperson"),
        v.ServiceMode.NOT_COVERED: _("Not covered by GATS"),
    },
    v.GoverningDate: {
        v.GoverningDate.APPLICATION: _("Date of application"),
        v.GoverningDate.RECEIPT: _("Date the application is received"),
        v.GoverningDate.DECISION: _("Date of decision"),
        v.GoverningDate.NOMINATION: _("Date of nomination"),
        v.GoverningDate.CONTRACT: _("Date of the contract"),
        v.GoverningDate.ENTRY: _("Date of entry"),
        v.GoverningDate.ISSUE: _("Date of issue"),
    },
    v.SourceKind: {
        v.SourceKind.LAW: _("Law or gazette"),
        v.SourceKind.PAGE: _("Page of the authority"),
        v.SourceKind.REPOSITORY: _("Repository of the authority"),
        v.SourceKind.PRESS: _("Press release of the authority"),
        v.SourceKind.SECONDARY: _("Secondary source"),
    },
    v.Grade: {
        v.Grade.LAW: _("A: law or gazette"),
        v.Grade.AUTHORITY: _("B: page of the authority"),
        v.Grade.PRESS: _("C: press release of the authority"),
        v.Grade.SECONDARY: _("D: secondary source, not confirmed by the authority"),
    },
    v.Evidence: {
        v.Evidence.READ: _("Read in the source"),
        v.Evidence.COMPUTED: _("Computed from what the source says"),
    },
    v.Confidence: {
        v.Confidence.HIGH: _("High confidence"),
        v.Confidence.MEDIUM: _("Medium confidence"),
        v.Confidence.LOW: _("Low confidence"),
    },
    v.ConflictStatus: {
        v.ConflictStatus.OPEN: _("Open"),
        v.ConflictStatus.CLOSED: _("Closed"),
    },
    v.TextStatus: {
        v.TextStatus.MACHINE: _("Machine translation"),
        v.TextStatus.HUMAN: _("Translated by a person"),
        v.TextStatus.CERTIFIED: _("Certified translation"),
    },
}


def name_of(code: StrEnum) -> _StrPromise:
    """The name of a code, such as Purpose.EMPLOYMENT."""
    return _NAMES[type(code)][code]


def choices(kind: type[StrEnum]) -> list[tuple[str, _StrPromise]]:
    """The codes of a list with their names, for a model's field and a form."""
    return [(code.value, _NAMES[kind][code]) for code in kind]
