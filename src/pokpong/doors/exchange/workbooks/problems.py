"""What can be wrong with a workbook as a whole, or with one of its cells, whatever it is about."""

from __future__ import annotations

from dataclasses import dataclass

from pokpong.foundation.kernel.problems import Problem, ProblemKind
from pokpong.foundation.kernel.words import lazy as _

EMPTY = ProblemKind("workbook_empty", _("The file is empty."))
TOO_LARGE = ProblemKind("workbook_too_large", _("The workbook is larger than 10 MB. Split it into several files."))
NOT_A_WORKBOOK = ProblemKind(
    "workbook_not_one",
    _("This file is not an Excel workbook. Save it as “Excel workbook (.xlsx)” and choose it again."),
)
OLD_FORMAT = ProblemKind(
    "workbook_old_format",
    _("This is an old Excel file (.xls). Save it as “Excel workbook (.xlsx)” and choose it again."),
)
OPEN_DOCUMENT = ProblemKind(
    "workbook_open_document",
    _("This is an OpenDocument file (.ods). Save it as “Excel workbook (.xlsx)” and choose it again."),
)
ENCRYPTED = ProblemKind(
    "workbook_encrypted", _("The workbook is protected with a password. Save it without one and choose it again.")
)
MACROS = ProblemKind(
    "workbook_macros", _("The workbook contains macros. Save it as “Excel workbook (.xlsx)”, which keeps none.")
)
EXTERNAL_LINKS = ProblemKind(
    "workbook_external_links",
    _("The workbook takes values from other files. Paste the values themselves and choose it again."),
)
BOMB = ProblemKind("workbook_bomb", _("The workbook would grow too large when it is opened. It was not opened."))
DAMAGED = ProblemKind("workbook_damaged", _("The workbook is damaged. Open it in Excel, save it anew and try again."))
TOO_MANY_ROWS = ProblemKind(
    "workbook_too_many_rows", _("A sheet has more than 10,000 filled rows. Split it into several files.")
)
TOO_MANY_COLUMNS = ProblemKind(
    "workbook_too_many_columns", _("A sheet has more than 200 filled columns. Take out those that are not needed.")
)
TOO_MUCH_MERGED = ProblemKind(
    "workbook_too_much_merged", _("Large parts of a sheet are merged. Split the merged cells and fill each one.")
)
NO_ROWS = ProblemKind("workbook_no_rows", _("The workbook has no filled rows."))

FORMULA = ProblemKind("cell_formula", _("This cell holds a formula. Write the value itself."))
MERGED = ProblemKind("cell_merged", _("The cells %(cells)s are merged. Split them and fill each one."))
ERROR_VALUE = ProblemKind("cell_error", _("This cell shows an error of the spreadsheet (%(error)s)."))
TEXT_TOO_LONG = ProblemKind("cell_too_long", _("This cell has more than %(limit)s letters."))
NOT_A_DATE = ProblemKind("cell_not_a_date", _("This is no date. Write day/month/year, for example 22/3/2021."))
SHORT_YEAR = ProblemKind("cell_short_year", _("Write the year of the date with four digits."))
BUDDHIST_YEAR = ProblemKind(
    "cell_buddhist_year", _("This year is of the Buddhist era. Write the year of the common era (was %(year)s meant?).")
)
YEAR_OUT_OF_RANGE = ProblemKind("cell_year_out_of_range", _("The year of the date must lie between 1900 and 2100."))
NO_SUCH_DAY = ProblemKind("cell_no_such_day", _("This day does not exist in the calendar."))
NOT_A_NUMBER = ProblemKind("cell_not_a_number", _("Write a whole number."))
NOT_AN_AMOUNT = ProblemKind(
    "cell_not_an_amount", _("This is no amount of money. Write it in figures, for example 1.234.567.")
)
NOT_YES_OR_NO = ProblemKind("cell_not_yes_or_no", _("Write yes or no."))
VALUE_UNKNOWN = ProblemKind("cell_value_unknown", _("“%(value)s” is not one of the answers of this column."))
VALUE_NEARLY = ProblemKind(
    "cell_value_nearly", _("“%(value)s” is not one of the answers of this column. Was one of these meant: %(near)s?")
)
ONE_VALUE_ONLY = ProblemKind("cell_one_value_only", _("This column takes one answer; the cell has several."))
MISSING = ProblemKind("cell_missing", _("This cell must be filled in."))


@dataclass(frozen=True)
class CellProblem:
    """One reason against one cell: the row's number as the workbook shows it, the column's letters (or empty)."""

    row: int
    column: str
    problem: Problem

    def as_json(self) -> dict[str, str | int]:
        """In the language that is active now."""
        return {
            "row": self.row,
            "column": self.column,
            "code": self.problem.code,
            "message": self.problem.message,
        }
