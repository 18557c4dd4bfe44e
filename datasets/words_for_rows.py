"""Words for what is wrong in a row, a cell or a total: code to problem and mend."""

from __future__ import annotations

from typing import Final

from django.utils.translation import gettext_lazy as _

ROW_PROBLEMS: Final = {
    "duplicate_key": (
        _("This observation stands twice; first here: %(first)s."),
        _("Keep the row that is right and delete the other."),
    ),
    "unknown_country": (
        _("No country or area is called so."),
        _("Write the ISO 3166-1 code or the usual name. Near: %(suggestion)s"),
    ),
    "currency_unknown": (_("No currency has this code."), _("Write its ISO 4217 code, such as EUR.")),
    "unknown_code": (
        _("This code is not in the list of %(dimension)s."),
        _("Write a code of the list. Near: %(suggestion)s"),
    ),
    "code_missing": (_("%(dimension)s is empty."), _("Write the code this observation belongs to.")),
    "period_not_understood": (
        _("This is no period of this dataset."),
        _("Write periods such as %(expected)s."),
    ),
    "year_not_understood": (_("This is no year."), _("Write it with four digits.")),
    "quarter_not_understood": (_("This is no quarter."), _("Write it as the publisher does, such as 2020 Q3.")),
    "date_not_understood": (_("This is no date."), _("Write it as year-month-day, such as 2024-05-31.")),
    "text_in_number": (
        _("There is text where a number belongs."),
        _("Write a number with a decimal point and no thousands separator, or leave the cell empty."),
    ),
    "value_not_finite": (_("The value is no finite number."), _("Leave the cell empty where there is no value.")),
    "value_missing": (
        _("The value is missing, though the status says that there is one."),
        _("Give the value, or a status that says why it is missing, such as M."),
    ),
    "value_despite_status": (
        _("There is a value, though the status says that it is missing."),
        _("Correct the status, or remove the value."),
    ),
    "value_below_minimum": (
        _("The value is below what it can be."),
        _("Check sign and unit; the dataset's page names the bounds."),
    ),
    "value_above_maximum": (
        _("The value is above what it can be."),
        _("Check the unit; the dataset's page names the bounds."),
    ),
    "value_negative": (_("The value is negative."), _("Check it against the source; it is taken as it stands.")),
    "flow_negative": (_("A flow of money can't be negative."), _("Check sign and layout against the source.")),
    "flow_to_itself": (
        _("A country sends money to itself here."),
        _("Check it against the source; it is taken as it stands."),
    ),
    "cost_negative": (
        _("The cost is negative: a promotion, or an exchange rate that is not the market's."),
        _("Check it against the source; it is taken as it stands."),
    ),
    "cost_implausible": (
        _("The cost is not between %(lowest)s and %(highest)s per cent."),
        _("Check it against the source; a decimal point may have been lost."),
    ),
    "rate_not_positive": (_("An exchange rate must be above nought."), _("Check it against the source.")),
    "status_unknown": (
        _("There is no such status of an observation."),
        _("Write a code of SDMX CL_OBS_STATUS, such as A."),
    ),
    "bounds_do_not_enclose": (
        _("The value does not lie between its bounds."),
        _("Check value, lower and upper bound; leave bounds empty where there are none."),
    ),
    "text_not_storable": (_("The text holds a character that can't be stored."), _("Type the text anew.")),
    "too_few_observations": (
        _("There are %(rows)s observations; at least %(minimum)s are expected."),
        _("Check that the file is whole and of this dataset."),
    ),
    "coverage_too_small": (
        _("%(present)s codes of %(dimension)s occur; at least %(at_least)s are expected."),
        _("Check that the file is whole and of this dataset."),
    ),
    "total_does_not_match": (
        _("The file states a total of %(stated)s; its figures add up to %(found)s (%(where)s)."),
        _("Find the figure that was changed or is missing, or take the publisher's corrected file."),
    ),
    "many_observations_changed": (
        _("%(percent)s per cent of the earlier observations changed or went; more than %(limit)s is unusual."),
        _("Look at the difference before you publish."),
    ),
}
