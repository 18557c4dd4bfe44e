"""Content files with something wrong: refused with file, row, column and mend, and nothing is stored."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from regulations import fault_words
from regulations.carried import content
from regulations.carried.faults import ContentRefused, Fault
from regulations.models import Jurisdiction, Permit, ProvisionVersion, Source

GERMANY = """\
[jurisdiction]
code = "DE"
time_zone = "Europe/Berlin"

[[sources]]
code = "DE-LAW"
publisher = "Federal Ministry of Justice"
kind = "official_law"
language = "de"
url = "https://example.org/law"
source_date = "2026-01-01"
read_on = 2026-02-01

[[permits]]
code = "DE-EUBC"
names = { en = "EU Blue Card" }
purpose = "employment"
skill_level = "high"
initiated_by = "worker"
tied_to = "employer"

[[indicators]]
code = "DE.ceiling"
name = "Pension ceiling"
currency = "EUR"
per = "year"

[[facts]]
permit = "DE-EUBC"
element = "e04"
key = "fee"
value = { type = "money", amount = "100.00", currency = "EUR", per = "application" }
text = "The fee."
valid_from = 2026-01-01
valid_to = 2027-01-01
source = "DE-LAW"
evidence = "read"
confidence = "high"

[[facts]]
permit = "DE-EUBC"
element = "e01"
key = "salary_min"
value = { type = "reference_multiple", coefficient = "0.5", indicator = "DE.ceiling" }
text = "Half of the ceiling."
source = "DE-LAW"
evidence = "read"
confidence = "high"
"""
KNOWN = content.Known(
    countries=frozenset({"DE", "FR"}), currencies=frozenset({"EUR"}), time_zones=frozenset({"Europe/Berlin"})
)
SECOND_FEE = """
[[facts]]
permit = "DE-EUBC"
element = "e04"
key = "fee"
value = { type = "money", amount = "120.00", currency = "EUR" }
text = "The fee."
valid_from = 2026-06-01
source = "DE-LAW"
evidence = "read"
confidence = "high"
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "DE.toml").write_text(GERMANY)
    return tmp_path


def refusals(folder: Path) -> list[Fault]:
    with pytest.raises(ContentRefused) as refused:
        content.read(folder, known=KNOWN)
    return refused.value.faults


def test_the_file_without_a_fault_is_read(folder: Path) -> None:
    assert len(content.read(folder, known=KNOWN).facts) == 2


# What is written instead of what, and then: the code of the fault, its row and its column.
CHANGES = [
    # form
    ('text = "The fee."', 'text = "The fee."\nremark = "new"', "unknown_key", 34, "remark"),
    ('currency = "EUR", per', 'currency = "EUR", purr', "unknown_key", 32, "value.purr"),
    ("[[indicators]]", "[[indicatorz]]", "unknown_table", 22, "indicatorz"),
    ('currency = "EUR", per = "application"', 'per = "application"', "currency_missing", 32, "value.currency"),
    ('currency = "EUR", per', 'currency = "Euro", per', "wrong_value", 32, "value.currency"),
    ('currency = "EUR", per', 'currency = "EUX", per', "currency_unknown", 32, "value.currency"),
    ('amount = "100.00"', 'amount = "hundred"', "wrong_value", 32, "value.amount"),
    ('type = "money"', 'type = "coins"', "wrong_value", 32, "value.type"),
    (
        'value = { type = "money", amount = "100.00", currency = "EUR", per = "application" }\n',
        "",
        "key_missing",
        28,
        "value",
    ),
    ('source = "DE-LAW"\nevidence', "evidence", "citation_missing", 28, "source"),
    ('element = "e04"', 'element = "e13"', "wrong_value", 30, "element"),
    ('key = "fee"', 'key = "The fee"', "wrong_value", 31, "key"),
    ('confidence = "high"', 'confidence = "sure"', "wrong_value", 38, "confidence"),
    ("valid_from = 2026-01-01", 'valid_from = "soon"', "wrong_value", 34, "valid_from"),
    ("valid_from = 2026-01-01", "valid_from = 2026-02-30", "not_toml", 34, ""),
    ('code = "DE-EUBC"', 'code = "Blue Card"', "wrong_value", 15, "code"),
    ("read_on = 2026-02-01", "", "key_missing", 5, "read_on"),
    ('source_date = "2026-01-01"', 'source_date = "last year"', "wrong_value", 11, "source_date"),
    ('url = "https://example.org/law"', 'url = "the law"', "wrong_value", 10, "url"),
    ('[jurisdiction]\ncode = "DE"\ntime_zone = "Europe/Berlin"\n', "", "jurisdiction_missing", 1, ""),
    ('text = "The fee."', 'text = ""', "wrong_value", 33, "text"),
    ('text = "The fee."', 'text = "The fee.', "not_toml", 33, ""),
    # what entries say about one another
    ("valid_to = 2027-01-01", "valid_to = 2025-01-01", "range_backwards", 35, "valid_to"),
    ("valid_to = 2027-01-01", "valid_to = 2026-01-01", "range_backwards", 35, "valid_to"),
    ('permit = "DE-EUBC"\nelement = "e04"', 'permit = "DE-BLUE"\nelement = "e04"', "permit_unknown", 29, "permit"),
    ('source = "DE-LAW"\nevidence', 'source = "DE-LAV"\nevidence', "source_unknown", 36, "source"),
    ('indicator = "DE.ceiling"', 'indicator = "DE.floor"', "indicator_unknown", 44, "value.indicator"),
    ('code = "DE"\n', 'code = "XX"\n', "country_unknown", 2, "code"),
    ('code = "DE"\n', 'code = "FR"\n', "file_misnamed", 2, "code"),
    ('time_zone = "Europe/Berlin"', 'time_zone = "Europe/Bonn"', "time_zone_unknown", 3, "time_zone"),
    ("{ en =", "{ de =", "english_name_missing", 16, "names"),
    ('code = "DE-EUBC"', 'code = "FR-EUBC"', "permit_of_another", 15, "code"),
    ('key = "salary_min"', 'key = "fee"', "element_changes", 42, "element"),
]


@pytest.mark.parametrize(("old", "new", "code", "row", "column"), CHANGES)
def test_a_fault_is_told_with_its_place(folder: Path, old: str, new: str, code: str, row: int, column: str) -> None:
    assert old in GERMANY
    (folder / "DE.toml").write_text(GERMANY.replace(old, new, 1))

    fault = next(fault for fault in refusals(folder) if fault.code == code)

    assert (fault.place.file, fault.place.row) == ("DE.toml", row)
    assert fault.place.column == column or (code == "not_toml" and fault.place.column.isdigit())
    assert fault_words.problem(fault)
    assert fault_words.mend(fault)


def test_overlapping_versions_are_refused_where_the_second_stands(folder: Path) -> None:
    (folder / "DE.toml").write_text(GERMANY + SECOND_FEE)

    (fault,) = refusals(folder)

    assert fault_words.line(fault) == (
        "DE.toml, row 56, column valid_from: The version holds on days on which the one in DE.toml, line 34 holds as "
        "well. End the earlier one on the day this one begins, or give both a “claim” if their sources disagree."
    )


def test_competing_claims_need_a_conflict_that_says_so(folder: Path) -> None:
    claimed = SECOND_FEE.replace('key = "fee"', 'key = "fee"\nclaim = "OTHER"')
    (folder / "DE.toml").write_text(GERMANY + claimed)

    (fault,) = refusals(folder)

    assert (fault.code, fault.place.column) == ("conflict_missing", "claim")


@pytest.mark.parametrize(
    ("entries", "code"),
    [
        ('[[conflicts]]\ncode = "C1"\ntopic = "fee"\nprovisions = ["DE-EUBC/fees"]\n', "provision_unknown"),
        ('[[conflict_claims]]\nconflict = "C1"\nstatement = "5"\nsource = "DE-LAW"\n', "conflict_unknown"),
        (
            '[[conflicts]]\ncode = "C1"\ntopic = "fee"\nprovisions = ["DE-EUBC/fee"]\n'
            '[[conflict_claims]]\nconflict = "C1"\nstatement = "5"\n',
            "source_or_url",
        ),
        (
            '[[conflicts]]\ncode = "C1"\ntopic = "fee"\nprovisions = ["DE-EUBC/fee"]\n'
            '[[conflict_claims]]\nconflict = "C1"\nstatement = "5"\nsource = "NOBODY"\n',
            "source_unknown",
        ),
        (
            '[[indicator_values]]\nindicator = "DE.roof"\namount = "5"\nsource = "DE-LAW"\nevidence = "read"\n',
            "indicator_unknown",
        ),
        (
            '[[indicator_values]]\nindicator = "DE.ceiling"\namount = "5"\nsource = "DE-LAW"\nevidence = "read"\n' * 2,
            "versions_overlap",
        ),
        ('[[sources]]\ncode = "DE-LAW"\npublisher = "Another"\nkind = "secondary"\nlanguage = "de"\n', "key_missing"),
        ('[[quotas]]\nprovision = "DE-EUBC/quota"\n', "provision_unknown"),
        ('[[quotas]]\nprovision = "DE-EUBC/fee"\npart_of = "DE-EUBC/fee"\n', "quota_unknown"),
        (
            '[[quotas]]\nprovision = "DE-EUBC/fee"\n[[quota_readings]]\nprovision = "DE-EUBC/fee"\n'
            "valid_from = 2025-01-01\nvalid_to = 2026-01-01\ncounted_until = 2025-09-30\n"
            'source = "DE-LAW"\nevidence = "read"\n',
            "count_or_share",
        ),
        ("[sources_of_ours]\n", "unknown_table"),
    ],
)
def test_entries_that_lead_nowhere_are_refused(folder: Path, entries: str, code: str) -> None:
    (folder / "DE.toml").write_text(f"{GERMANY}\n{entries}")

    assert code in {fault.code for fault in refusals(folder)}


def test_a_code_said_twice_is_told_with_both_places(folder: Path) -> None:
    permit = GERMANY[GERMANY.index("[[permits]]") : GERMANY.index("[[indicators]]")]
    (folder / "DE.toml").write_text(f"{GERMANY}\n{permit}")

    (fault,) = refusals(folder)

    assert (fault.code, fault.place.row, fault.params["row"]) == ("said_twice", 51, 15)


def test_every_fault_of_every_file_is_told_at_once(folder: Path) -> None:
    (folder / "DE.toml").write_text(GERMANY.replace('"100.00"', '"much"').replace('"e01"', '"e99"'))
    (folder / "FR.toml").write_text("[jurisdiction\n")

    assert [(fault.place.file, fault.code) for fault in refusals(folder)] == [
        ("DE.toml", "wrong_value"),
        ("DE.toml", "wrong_value"),
        ("FR.toml", "not_toml"),
    ]


def test_a_file_that_is_no_text_is_refused(folder: Path) -> None:
    (folder / "DE.toml").write_bytes("Gebühr".encode("latin-1"))

    assert [fault.code for fault in refusals(folder)] == ["not_utf8"]


@pytest.mark.parametrize("written", ["facts = 5\n", 'facts = [{ key = "fee" }]\n', 'jurisdiction = "DE"\n', "= 5\n"])
def test_what_has_another_shape_is_refused_and_never_raises(folder: Path, written: str) -> None:
    (folder / "DE.toml").write_text(written)

    assert refusals(folder)


TEXT = '[[texts]]\nen = "The fee."\ntext = "La tasa."\n'


@pytest.mark.parametrize(
    ("path", "written", "code"),
    [
        ("texts/xx/DE.toml", TEXT, "language_unknown"),
        ("texts/es/DE.toml", TEXT.replace("text =", "translation ="), "wrong_value"),
        ("texts/es/DE.toml", TEXT + TEXT.replace("tasa", "tarifa"), "translated_twice"),
        ("texts/es/DE.toml", "[[texts]\n", "not_toml"),
        ("texts/es/DE.toml", TEXT + "[[notes]]\n", "unknown_table"),
        ("texts/es/DE.toml", "texts = 5\n", "not_a_list_of_entries"),
        ("conditions/DE-EUBC.json", "{", "conditions_invalid"),
        (
            "conditions/DE-EUBC.json",
            json.dumps({"permit": "DE-EUBC", "conditions": {"op": "job_offer", "id": "offer", "provision": "nothing"}}),
            "conditions_invalid",
        ),
        (
            "conditions/DE-OTHER.json",
            json.dumps({"permit": "DE-EUBC", "conditions": {"op": "job_offer", "id": "offer", "provision": "fee"}}),
            "file_misnamed",
        ),
    ],
)
def test_translations_and_conditions_are_checked_like_facts(folder: Path, path: str, written: str, code: str) -> None:
    (folder / path).parent.mkdir(parents=True)
    (folder / path).write_text(written)

    (fault,) = refusals(folder)

    assert (fault.code, fault.place.file) == (code, path)
    assert fault_words.line(fault).startswith(path)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "spoil",
    [
        lambda text: text.replace('"100.00"', '"much"'),
        lambda text: text + SECOND_FEE,
        lambda text: text.replace('source = "DE-LAW"\nevidence', "evidence", 1),
    ],
)
def test_nothing_is_stored_of_content_with_a_fault(folder: Path, spoil: Callable[[str], str]) -> None:
    (folder / "DE.toml").write_text(spoil(GERMANY))

    with pytest.raises(CommandError, match=r"Nothing was loaded\.\nDE\.toml, row \d+, column [a-z_.]+: .+\. .+\."):
        call_command("load_permit_facts", folder=folder, verbosity=0)

    for model in (Jurisdiction, Permit, Source, ProvisionVersion):
        assert not model._default_manager.exists()


@pytest.mark.django_db
def test_what_fails_on_the_way_in_leaves_nothing_behind(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*args: object, **options: object) -> int:
        raise OSError("The disk is full.")

    monkeypatch.setattr("regulations.actions.carried.loading.translate", fail)

    with pytest.raises(OSError, match="disk"):
        call_command("load_permit_facts", folder=folder, verbosity=0)

    assert not Permit.objects.exists()


def test_every_fault_has_words_and_every_word_a_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    root = Path(content.__file__).parent
    code = "\n".join(path.read_text() for path in root.glob("*.py"))

    assert [name for name in fault_words.WORDS if f'"{name}"' not in code] == []
