"""The eight traps of the published workbooks, each in both templates where it stands in them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from pokpong.doors.exchange.htcds import tables
from pokpong.doors.exchange.htcds.columns import assigned, find_header, header_of
from pokpong.doors.exchange.htcds.languages import nearest, read_languages, write_standard
from pokpong.doors.exchange.htcds.records import CaseRecord
from pokpong.doors.exchange.htcds.rows import read_cells, read_row, write_row
from pokpong.doors.exchange.htcds.values import value_set
from pokpong.doors.exchange.mapping.values import read_codes
from pokpong.doors.exchange.tests.books import book_of, template_of
from pokpong.doors.exchange.tests.test_rows import read_back
from pokpong.doors.exchange.workbooks.reading import read_workbook
from pokpong.foundation.kernel.problems import Refused

both_templates = pytest.mark.parametrize("template", [tables.TEMPLATE, tables.TEMPLATE_WITH_LISTS])


def one(template: Path, **cells: Any) -> CaseRecord:
    """The one record of a template with one row filled; nothing may be wrong with it."""
    records, wrong = read_back(template_of([cells], template))
    assert wrong == []
    [record] = records
    return record


@both_templates
def test_the_table_of_the_template_is_what_was_published(template: Path) -> None:
    sheet = load_workbook(template).worksheets[0]
    for row in tables.rows("template"):
        assert (sheet[f"{row['column']}1"].value or "", sheet[f"{row['column']}2"].value or "") == (
            row["machine_name"],
            row["label"],
        )


@both_templates
def test_an_empty_template_has_numbers_and_no_rows(template: Path) -> None:
    assert read_back(template.read_bytes()) == ([], [])


@both_templates
def test_trap_1_the_label_wins_in_the_address_columns(template: Path) -> None:
    record = one(template, D="ຄຳ", N="ຖະໜົນ 13", O="ປາກເຊ", P="ຈຳປາສັກ", Q="01000", R="Laos")
    assert (record.street, record.city, record.state) == ("ຖະໜົນ 13", "ປາກເຊ", "ຈຳປາສັກ")
    assert (record.postal_code, record.country) == ("01000", "Laos")


@both_templates
def test_trap_2_a_misspelt_column_and_one_without_machine_name(template: Path) -> None:
    record = one(template, D="ຄຳ", T="Police", AJ="Migration Or Change Of Location")
    assert record.decided_by == "Police"
    assert record.referral_out_reason == "MigrationOrChangeOfLocation"


def test_trap_2_machine_names_alone_are_known_misspelt_too() -> None:
    assert assigned(["vic_TraffickinStatusDecisionMakingOrg"], [""]) == ["vic_TraffickingStatusDecisionMakingOrg"]


def test_trap_3_the_form_spells_other_names_and_has_two_second_names() -> None:
    names = ["prs_First_Name", "prs_Second_Name", "prs_Title", "vic_Methods_of_Control"]
    wanted = ["prs_FirstName", "prs_SecondName", "prs_Title", "vic_MethodsOfControl"]
    labels = ["First Name", "Second Name", "Second Name", "Methods of Control"]
    nothing = ["", "", "", ""]
    assert assigned(names, nothing) == wanted  # exported with names
    assert assigned(names, labels) == wanted  # with both
    assert assigned(nothing, labels) == wanted  # with labels
    assert assigned(nothing, names) == wanted  # with names as the only head


def test_trap_3_a_form_exported_with_names_as_its_head_is_read() -> None:
    sheet = read_workbook(
        book_of(
            [
                ["start", "prs_First_Name", "prs_Second_Name", "prs_Title", "vic_Methods_of_Control"],
                ["2021", "ຄຳ", "ດີ", "ພະນັກງານ", "DebtBondage FalsePromises"],
            ]
        )
    ).sheets[0]
    header = header_of(sheet)
    assert header is not None
    record, wrong = read_row(header, sheet.lines[1])
    assert wrong == []
    assert (record.first_name, record.second_name, record.title) == ("ຄຳ", "ດີ", "ພະນັກງານ")
    assert record.control_methods == ("DebtBondage", "FalsePromises")
    assert list(header.unread.values()) == ["start"]


@both_templates
@pytest.mark.parametrize("written", ["DebtBondage ", "Debt bondage ", "Debt bondage", "debt\u00a0bondage"])
def test_trap_4_a_code_that_ends_in_a_space(template: Path, written: str) -> None:
    assert one(template, D="ຄຳ", W=written).control_methods == ("DebtBondage",)


@pytest.mark.parametrize("written", ["Feminine\u00a0", "\u00a0Feminine", "feminine", "ຍິງ"])
def test_trap_4_gender_with_no_break_spaces(written: str) -> None:
    assert one(tables.TEMPLATE, D="ຄຳ", H=written).gender == "Feminine"


@both_templates
def test_trap_5_cells_hold_labels_and_gender_a_code(template: Path) -> None:
    record = one(
        template,
        D="ຄຳ",
        H="TransgenderFeminine",
        I="Lao People's Democratic Republic; Thailand",
        X="Forced labour; Sexual exploitation",
        AB="Follow up",
    )
    assert record.gender == "TransgenderFeminine"
    assert record.citizenships == ("LA", "TH")
    assert record.exploitation_forms == ("ForcedLabour", "SexualExploitation")
    assert record.status == "FollowUp"


def test_trap_5_labels_that_hold_the_separator_themselves() -> None:
    industries = value_set("vic_ForcedLabourIndustry")
    for code, label in industries.labels.items():
        assert read_codes(industries, label) == ((code,), [])
    every = "; ".join(industries.labels.values())
    assert read_codes(industries, every) == (tuple(industries.labels), [])


def test_trap_5_every_value_of_the_published_lists_is_known() -> None:
    sets = {
        "Gender": "prs_Gender",
        "Country": "ISO3166-1-alpha2",
        "Country Code": "ISO3166-1-alpha2",
        "Method of Recruitment": "vic_MethodOfRecruitment",
        "Methods of Control": "vic_MethodsOfControl",
        "Type of Exploitation": "vic_TypeOfExploitation",
        "Forced Labour Industry": "vic_ForcedLabourIndustry",
        "Type of Sex Exploitation": "vic_TypeOfSexExploitation",
        "Status": "cas_Status",
        "Reason for Incoming Referral": "cas_ReasonForIncomingReferral",
        "Reason for Outgoing Referral": "cas_ReasonForOutgoingReferral",
        "Trafficking Status": "vic_TraffickingStatus",
        "Trafficking Status Decision Making Organization": "vic_TraffickingStatusDecisionMakingOrg",
    }
    sheet = load_workbook(tables.TEMPLATE_WITH_LISTS)["validation"]
    heads = {str(cell.value): cell.column for cell in sheet[3] if cell.value in sets}
    assert set(heads) == set(sets)
    for head, column in heads.items():
        listed = [str(row[0]) for row in sheet.iter_rows(4, None, column, column, values_only=True) if row[0]]
        assert listed
        for written in listed:
            codes, wrong = read_codes(value_set(sets[head]), written)
            assert (len(codes), wrong) == (1, []), written


@both_templates
def test_trap_6_several_industries_and_citizenships_are_kept(template: Path) -> None:
    record = one(template, D="ຄຳ", I="Thailand; Viet Nam", Y="Construction; Manufacturing")
    assert record.citizenships == ("TH", "VN")
    assert record.industries == ("C_Manufacturing", "F_Construction")


@both_templates
@pytest.mark.parametrize("written", ["RestrictsMovement", "lao:RestrictsMovement", "Restricts movement"])
def test_trap_7_a_method_that_is_defined_without_a_code(template: Path, written: str) -> None:
    record = one(template, D="ຄຳ", W=f"{written}; False promises")
    assert record.control_methods == ("FalsePromises", "lao:RestrictsMovement")
    row = write_row(record)
    assert row["vic_MethodsOfControl"] == "False promises; Other"
    assert row["lao:MethodsOfControl"] == "lao:RestrictsMovement"


def test_trap_8_languages_are_kept_exactly_and_written_as_near_as_can_be() -> None:
    record = CaseRecord(languages=("mww", "kjg", "lao"))
    row = write_row(record)
    assert (row["prs_PrimaryLanguage"], row["prs_SecondaryLanguage"]) == ("hmn", "mkh")
    assert read_cells(row) == (record, [])
    assert write_standard(("cmn",)) == ("zho", "")
    assert read_languages("chi; Khmu; ຂະແມ") == (("cmn", "kjg", "khm"), [])
    assert nearest("xyz") == "mis"


def test_trap_8_what_somebody_else_changed_counts_more_than_our_column() -> None:
    row = write_row(CaseRecord(languages=("mww",))) | {"prs_PrimaryLanguage": "vie"}
    assert read_cells(row)[0].languages == ("vie",)
    group, wrong = read_languages("mkh")
    assert (group, wrong) == (("mkh",), [])  # a group is no language: never guessed which


def test_a_value_that_is_none_names_what_may_be_meant() -> None:
    _codes, [problem] = read_codes(value_set("vic_TypeOfExploitation"), "Forced labur")
    assert problem.code == "cell_value_nearly"
    assert "Forced labour" in problem.message
    _codes, [problem] = read_codes(value_set("vic_TypeOfExploitation"), "ໆໆ")
    assert problem.code == "cell_value_unknown"


def test_a_workbook_without_the_columns_is_refused() -> None:
    with pytest.raises(Refused) as refused:
        find_header(read_workbook(book_of([["ຊື່", "ອາຍຸ"], ["ຄຳ", 3]])))
    assert [problem.code for problem in refused.value.problems] == ["htcds_columns_missing"]


def test_columns_may_stand_anywhere_and_unknown_ones_are_named() -> None:
    book = read_workbook(book_of([["report"], ["Status", "x", "Second Name", "First Name"], ["Active", 1, "ດີ", "ຄຳ"]]))
    sheet, header = find_header(book)
    record, wrong = read_row(header, sheet.lines[2])
    assert wrong == []
    assert (record.name, record.status, [*header.unread.values()]) == ("ຄຳ ດີ", "Active", ["x"])


def test_formulas_count_only_in_columns_that_are_read() -> None:
    rows = [{"A": "=ROW()-2", "D": "ຄຳ"}, {"D": "ດາວ", "H": '=IF(1,"Feminine","")'}]
    records, wrong = read_back(template_of(rows))
    assert [record.first_name for record in records] == ["ຄຳ", "ດາວ"]
    assert [(found.row, found.column, found.problem.code) for found in wrong] == [(4, "H", "cell_formula")]
