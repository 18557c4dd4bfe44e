"""Words for what is wrong with a file as a whole, or with its layout: code to problem and mend."""

from __future__ import annotations

from typing import Final

from django.utils.translation import gettext_lazy as _

FILE_PROBLEMS: Final = {
    "empty_file": (_("The file is empty."), _("Download it again and see that it has a size.")),
    "file_too_large": (
        _("The file has %(megabytes)s MB; at most %(limit)s MB are taken."),
        _("Hand in only the table that is needed, or ask an operator to load it by command."),
    ),
    "file_unpacks_too_large": (
        _("Unpacked, the file would take more than %(limit_mb)s MB."),
        _("Check that it is the file you mean; hand in only the table that is needed."),
    ),
    "file_cut_short": (
        _("The file ends before its content does."),
        _("Download or copy it again; the first time broke off."),
    ),
    "password_protected": (
        _("The file is protected with a password."),
        _("Open it, remove the password, save it and upload it again."),
    ),
    "workbook_damaged": (
        _("The workbook can't be read."),
        _("Download it again; if it opens in a spreadsheet program, save it there as .xlsx first."),
    ),
    "not_a_workbook": (
        _("This is no Excel workbook."),
        _("Hand in the .xlsx or .xls file as the publisher offers it."),
    ),
    "page_instead_of_workbook": (
        _("This is a web page with the name of a workbook."),
        _("Download the file itself; the link led to a page, often one that asks to sign in."),
    ),
    "page_instead_of_table": (
        _("This is a web page and no table."),
        _("Download the file itself; the link led to a page, often one that asks to sign in."),
    ),
    "pdf_instead_of_table": (_("This is a PDF document."), _("Hand in the table as a workbook or as CSV.")),
    "file_of_unknown_kind": (
        _("This is no workbook, no CSV text and no archive of them."),
        _("Hand in the file as the publisher offers it, or a tidy CSV."),
    ),
    "not_a_text_table": (_("This is no text table."), _("Hand in the CSV file as the publisher offers it.")),
    "not_an_archive": (_("This is no zip archive."), _("Hand in the .zip file as the publisher offers it.")),
    "archive_without_table": (
        _("The archive must hold one CSV table; it holds %(members)s."),
        _("Hand in the archive as the publisher offers it."),
    ),
    "unknown_encoding": (
        _("The text is not written in %(encodings)s."),
        _("Save it with that encoding; spreadsheet programs call it “CSV UTF-8”."),
    ),
    "file_not_recognised": (
        _("No importer of %(dataset)s knows this layout."),
        _("Check that it is the file “%(source)s” and that it was not saved anew with other columns."),
    ),
    "carried_table_differs": (
        _("The carried table %(file)s is missing or is not the one the manifest describes."),
        _("Restore it from the repository, or make tables and manifest again by command."),
    ),
    "base_replaced_meanwhile": (
        _("Another release was published while this file was read."),
        _("Hand in the file again, so that it takes in what was published since."),
    ),
    "table_empty": (
        _("The table holds no figures."),
        _("Check that it is the right file and that it was saved whole."),
    ),
    "table_damaged": (
        _("The text can't be read as a table: %(said)s"),
        _("Look for a quotation mark that is opened and never closed."),
    ),
    "sheet_missing": (
        _("There is no sheet “%(expected)s”."),
        _("Hand in the workbook as published; do not rename sheets."),
    ),
    "header_missing": (
        _("The heading “%(expected)s” was not found."),
        _("Check that it is the right file and that its first rows were not deleted."),
    ),
    "header_moved": (
        _("The heading stands in another row than row %(expected)s."),
        _("Delete the rows above it, or restore those that were removed."),
    ),
    "header_changed": (
        _("This column should be headed “%(expected)s”."),
        _("If the publisher changed the layout, the importer must be taught the new one; else restore the heading."),
    ),
    "column_missing": (_("The column %(expected)s is missing."), _("Add it, with one value a row.")),
    "column_unknown": (_("%(dataset)s has no such column."), _("Correct its name, or leave the column out.")),
    "column_twice": (_("This column appears twice."), _("Remove one of the two.")),
    "row_of_wrong_length": (
        _("The row has %(found)s fields instead of %(expected)s."),
        _("Look for a missing comma, or put a text that holds a comma between quotation marks."),
    ),
    "row_too_short": (_("The row ends before its last column."), _("Check that the file was saved whole.")),
    "footer_missing": (
        _("The publisher's closing lines are missing, so the file may have been cut off."),
        _("Download it again."),
    ),
    "total_row_missing": (
        _("The row with the totals is missing."),
        _("Restore it; the figures are checked against it."),
    ),
    "total_column_missing": (
        _("The column with the totals is missing."),
        _("Restore it; the figures are checked against it."),
    ),
    "vintage_missing": (
        _("The file does not say of when it is."),
        _("Restore the line in which the publisher dates it."),
    ),
    "year_missing": (
        _("The file does not say of which year it is."),
        _("Restore the title with the year, or give the year when you hand in the file."),
    ),
    "year_differs": (
        _("The title says %(printed)s, but %(given)s was given."),
        _("Give the year of the title, or none."),
    ),
    "years_missing": (_("The heading names no years."), _("Restore the row with the years.")),
    "indicator_missing": (
        _("The file does not hold the indicator %(expected)s."),
        _("Check that you chose the dataset this file belongs to."),
    ),
    "series_unknown": (
        _("This row is of another series than %(expected)s."),
        _("Choose only that series when you download."),
    ),
    "direction_differs": (
        _("The file is of the other direction; expected: %(expected)s."),
        _("Choose the dataset this file belongs to: inflows and outflows are two."),
    ),
    "orientation_unproved": (
        _("Whether rows send or receive can't be told from the figures."),
        _("Hand in the matrix as published, with its totals."),
    ),
    "orientation_reversed": (
        _("The matrix lies on its side: rows receive and columns send."),
        _("Swap rows and columns, or hand in the file as published."),
    ),
    "quotation_unproved": (
        _("How the rates are quoted can't be told from the figures."),
        _("Hand in the file as published, with the pound among the currencies."),
    ),
}
