"""Every definition of the hub loads; what is wrong in one is said with file and key. The graph has no circles."""

from __future__ import annotations

from pathlib import Path

import pytest

from datasets import codes, definition, manifest
from datasets.definition import InvalidDefinition, decode
from datasets.graph import Cycle, Graph
from datasets.importing import importers_of, resolve
from datasets.periods import is_period
from datasets.statuses import OBS_STATUSES

SOUND = Path(__file__).parent / "definitions/TEST_FLOW.toml"


@pytest.fixture
def whole_hub(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(definition, "FOLDERS", ["*/datasets/*.toml"])
    definition.all_definitions.cache_clear()


@pytest.mark.usefixtures("whole_hub")
def test_every_definition_of_the_hub_loads_with_its_code_lists_and_functions():
    for declared in definition.all_definitions().values():
        for dimension in declared.dimensions:
            assert codes.codes_of(dimension), f"{declared.id}.{dimension.id}"
        assert importers_of(declared) or callable(resolve(declared.derived.function))
    assert definition.dependencies().order() is not None


@pytest.mark.usefixtures("whole_hub")
def test_every_carried_table_belongs_to_a_dataset():
    assert {table.dataset for table in manifest.tables()} <= set(definition.all_definitions())


@pytest.mark.parametrize(
    ("old", "new", "key", "fault"),
    [
        ('update_rhythm = "year"', 'update_rhythm = "yearly"', "$.update_rhythm", "yearly"),
        ('es = "Cifras inventadas"', "", "$.description", "es"),
        ('es = "Cifras inventadas"', 'es = " "', "$.description", "`es` is empty"),
        ("[time]", "[thyme]", "$", "thyme"),
        ('format = "year"', 'format = "decade"', "$.time.format", "decade"),
        ("decimals = 1\n", "", "$.measure", "decimals"),
        ("minimum = 0", "minimum = 1e9", "$.measure", "above the maximum"),
        ('id = "SEX"', 'id = "sex"', "$.dimensions[1].id", "upper-case"),
        ('id = "SEX"', 'id = "REF_AREA"', "$", "REF_AREA appears twice"),
        ('id = "SEX"', 'id = "OBS_VALUE"', "$", "OBS_VALUE appears twice"),
        ('codelist = "SEX"', "", "$.dimensions[1]", "either `codelist` or `codes`"),
        ('importers = ["datasets.importers.tidy:Importer"]', "", "$", "either imported"),
        ("tidy:Importer", "tidy.Importer", "$", "package.module:Name"),
        ("[[layouts]]", "[[layout]]", "$", "layout"),
        ('fr = "Une ligne par observation"\n', "", "$.layouts[0]", "fr"),
        ('fr = "Une ligne par observation"', 'fr = ""', "$.layouts[0]", "`fr` is empty"),
        (
            "[source]",
            '[[layouts]]\nen = "Two"\nes = "Dos"\nfr = "Deux"\n\n[source]',
            "$.layouts",
            "there are 2 for 1 importers",
        ),
        ("[source]", "[source", "$", ""),
    ],
)
def test_a_wrong_definition_is_refused_with_file_and_key(old: str, new: str, key: str, fault: str):
    text = SOUND.read_text()
    assert old in text

    with pytest.raises(InvalidDefinition) as refused:
        decode(text.replace(old, new).encode(), file="TEST_FLOW.toml")

    assert (refused.value.file, refused.value.key) == ("TEST_FLOW.toml", key)
    assert fault in refused.value.fault


def test_the_file_is_called_as_the_dataset(tmp_path: Path):
    path = tmp_path / "datasets/datasets/OTHER.toml"
    path.parent.mkdir(parents=True)
    path.write_bytes(SOUND.read_bytes())

    with pytest.raises(InvalidDefinition, match=r"must be called TEST_FLOW\.toml"):
        definition.read(path)


def test_a_kept_declaration_reads_back_the_same():
    declared = definition.load("TEST_CONVERTED")

    assert definition.declared(definition.as_declared(declared)) == declared


def test_every_status_has_its_words():
    assert {code.id for code in codes.codelist("OBS_STATUS").codes} == OBS_STATUSES


def test_a_graph_is_ordered_by_inputs():
    graph = Graph({"d": ("b", "c"), "c": ("a",), "b": ("a",), "a": ()})

    assert graph.order() == ("a", "b", "c", "d")
    assert graph.downstream(["b"]) == ("d",)
    assert graph.downstream(["a"]) == ("b", "c", "d")
    assert graph.edges() == (("a", "b"), ("a", "c"), ("b", "d"), ("c", "d"))


def test_a_circle_is_refused_and_named():
    with pytest.raises(Cycle) as refused:
        Graph({"a": ("c",), "b": ("a",), "c": ("b",)})

    assert set(refused.value.path) == {"a", "b", "c"}
    assert refused.value.path[0] == refused.value.path[-1]


@pytest.mark.parametrize(
    ("text", "frequency", "expected"),
    [
        ("2021", "year", True),
        ("21", "year", False),
        ("2021-Q4", "quarter", True),
        ("2021-Q5", "quarter", False),
        ("2021-12", "month", True),
        ("2021-13", "month", False),
        ("2024-02-29", "day", True),
        ("2023-02-29", "day", False),
        ("٢٠٢١", "year", False),
    ],
)
def test_periods(text: str, frequency: str, expected: bool):
    assert is_period(text, frequency) is expected


def test_numbers_are_a_list_that_nobody_writes() -> None:
    numbers = codes.codelist(codes.ORDINAL)

    assert len(numbers.codes) == 999
    assert (numbers.codes[0].id, numbers.codes[0].label["fr"], numbers.codes[-1].id) == ("001", "Nᵒ 1", "999")
