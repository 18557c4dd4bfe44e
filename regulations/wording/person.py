"""What the questions of the finder are called: education, languages, dates and facts in the reader's words."""

from __future__ import annotations

from typing import Final

from django.utils.translation import gettext_lazy as _

# ISCED 2011, levels 0 to 8 (UNESCO Institute for Statistics), in words that people use of their own schooling.
EDUCATION: Final = (
    (0, _("Less than primary school")),
    (1, _("Primary school")),
    (2, _("Lower secondary school")),
    (3, _("Upper secondary school, or vocational training at that level")),
    (4, _("Training after secondary school that is no higher education")),
    (5, _("Short higher education, such as a diploma of two years")),
    (6, _("Bachelor’s degree or equivalent")),
    (7, _("Master’s degree or equivalent")),
    (8, _("Doctorate")),
)
# Common European Framework of Reference for Languages.
LEVELS: Final = (
    ("A1", _("A1: a few phrases")),
    ("A2", _("A2: everyday matters")),
    ("B1", _("B1: gets by on most occasions")),
    ("B2", _("B2: talks fluently")),
    ("C1", _("C1: works in it")),
    ("C2", _("C2: as if born to it")),
)
PERIODS: Final = (
    ("year", _("a year")),
    ("month", _("a month")),
    ("week", _("a week")),
    ("day", _("a day")),
    ("hour", _("an hour")),
)
DATES: Final = (
    ("application", _("Date of application")),
    ("decision", _("Date of the decision")),
    ("entry", _("Date of entry")),
    ("contract", _("Date of the contract")),
    ("nomination", _("Date of the employer’s nomination")),
    ("receipt", _("Date the application is received")),
    ("issue", _("Date of issue")),
)
