"""The catalogue and the page of a dataset: what they show, in which words, and what they refuse."""

from datetime import timedelta

import polars as pl
import pytest
from django.http import QueryDict
from django.urls import reverse
from django.utils import timezone, translation

from datasets import actions, definition
from datasets.models import Dataset
from datasets.workflow import PUBLISHER
from iimd.pages.datasets import question, spans
from tests.factories.datasets import NOON, release
from workflow.people import Holder

pytestmark = pytest.mark.django_db
SOMEBODY = Holder("user:somebody", frozenset({PUBLISHER}))
LATER = NOON + timedelta(days=30)
FLOWS = [
    ("USA", "MEX", "2017", 30019.0),
    ("CAN", "MEX", "2021", 400.25),
    ("USA", "IND", "2021", 15000.0),
    ("USA", "MEX", "2021", 52595.3),
]


def with_status(rows):
    """A frame of these rows (codes, period, value), in which a missing value says that it is missing."""
    names = {3: ["REF_AREA"], 5: ["REF_AREA", "COUNTERPART_AREA", "INDICATOR"]}[len(rows[0])]
    table = pl.DataFrame(rows, schema=[*names, "TIME_PERIOD", "OBS_VALUE"], orient="row")
    status = pl.when(pl.col("OBS_VALUE").is_null()).then(pl.lit("M")).otherwise(pl.lit("A"))
    return table.with_columns(pl.col("OBS_VALUE").cast(pl.Float64), status.alias("OBS_STATUS"))


def page(client, dataset_id="REM_FLOW_BILATERAL", language="en", **parameters):
    with translation.override(language):
        return client.get(reverse("dataset", args=[dataset_id]), parameters)


def text(response):
    return response.content.decode()


@pytest.fixture
def flows():
    return release("REM_FLOW_BILATERAL", FLOWS, vintage="2021")


@pytest.fixture
def revised(flows):
    """A newer release beside `flows`, with one figure changed and one new."""
    rows = [*FLOWS[:3], ("USA", "MEX", "2021", 52600.0), ("DEU", "PHL", "2021", 311.0)]
    return release("REM_FLOW_BILATERAL", rows, published_at=LATER, vintage="2021 revised")


class TestCatalogue:
    def test_lists_every_dataset_with_coverage_release_and_licence(self, client, flows):
        said = text(client.get("/en/datasets/"))

        assert "/en/datasets/REM_FLOW_BILATERAL/" in said
        assert "2017 – 2021" in said
        assert "4 countries and areas" in said
        assert "release 1 of 1 Jan 2026" in said
        assert "Creative Commons Attribution 4.0" in said
        assert "no release yet" in said

    def test_search_finds_by_words_of_the_readers_language(self, client):
        said = text(client.get("/es/datasets/", {"q": "tipos de cambio"}))

        assert "/es/datasets/FX_DAILY/" in said
        assert "/es/datasets/REM_INFLOW/" not in said

    def test_search_without_a_find_says_so_and_what_is_near(self, client):
        said = text(client.get("/en/datasets/", {"q": "REM_INFLO"}))
        assert "/en/datasets/REM_INFLOW/" in said

        said = text(client.get("/en/datasets/", {"q": "<submarines>"}))
        assert "No dataset speaks of “&lt;submarines&gt;”" in said


class TestPage:
    def test_says_what_it_is_from_where_and_when(self, client, flows):
        said = text(page(client))

        assert "Remittances between pairs of countries" in said
        assert "4 observations on 4 countries and areas, 2017 to 2021. United States – Mexico:" in said
        assert flows.source_file.sha256 in said
        assert flows.code_version in said
        assert "edition 2021" in said
        assert "/en/datasets/REM_FLOW_BILATERAL/?release=1" in said

    @pytest.mark.parametrize(
        ("language", "title"), [("es", "Remesas entre pares de países"), ("fr", "Envois de fonds entre paires de pays")]
    )
    def test_speaks_the_readers_language(self, client, flows, language, title):
        said = text(page(client, language=language))

        assert title in said
        assert {"es": "Estados Unidos", "fr": "États-Unis"}[language] in said

    def test_shows_the_largest_corridor_as_its_finding(self, client, flows):
        figures = page(client).context["part"].figures

        assert figures[0].title == "United States – Mexico: USD 52.6\xa0billion, the highest of all (2021)"
        assert [bar.value for bar in figures[1].spec.bars] == [30019.0, 52595.3]

    def test_names_and_codes_of_any_language_choose(self, client, flows):
        chosen = page(client, ref_area="États-Unis", counterpart_area="mx")

        assert chosen.context["part"].question.asked == (("ref_area", "USA"), ("counterpart_area", "MEX"))
        assert "All 2 observations." in text(chosen)
        assert 'value="United States"' in text(chosen)
        assert "/api/v1/datasets/REM_FLOW_BILATERAL/data.csv?ref_area=USA&amp;counterpart_area=MEX" in text(chosen)

    def test_several_codes_and_a_span_choose(self, client, flows):
        chosen = page(client, ref_area="USA,CAN", start_period="2021")

        assert chosen.context["part"].observations.total == 3

    def test_statuses_and_absent_values_are_words(self, client):
        table = [("USA", "MEX", "SAVING_3PCT", "2020-Q3", 620.8), ("SAU", "SDN", "SAVING_3PCT", "2020-Q3", None)]
        actions.sync_datasets(at=timezone.now())
        release("REM_SAVING", with_status(table))

        said = text(page(client, "REM_SAVING"))

        assert "not measured" in said
        assert "Missing: cannot exist or is not known" in said

    def test_bounds_are_shown_where_there_are_any(self, client):
        rows = with_status([("MEX", "2021", 54.0), ("MEX", "2020", 42.0)])
        release("REM_INFLOW", rows.with_columns(LOWER_BOUND=rows["OBS_VALUE"] - 1, UPPER_BOUND=rows["OBS_VALUE"] + 1))

        cells = page(client, "REM_INFLOW").context["part"].observations.table.rows[0]

        assert [cell.text for cell in cells[2:5]] == ["42.0", "41.0", "43.0"]

    def test_the_table_goes_on_where_it_ended(self, client, flows, monkeypatch):
        monkeypatch.setattr("iimd.pages.datasets.observations.PAGE", 3)
        first = page(client).context["part"].observations

        following = client.get("/en/datasets/REM_FLOW_BILATERAL/" + first.next.partition("#")[0])
        second = following.context["part"].observations

        assert (first.rows, second.rows, second.next) == (3, 1, "")
        assert second.total == 4

    def test_a_map_for_areas_and_lines_for_those_chosen(self, client):
        rows = [("MEX", "2020", 42.0), ("MEX", "2021", 54.0), ("IND", "2020", 80.0), ("IND", "2021", 89.0)]
        release("REM_INFLOW", rows)

        figures = page(client, "REM_INFLOW", ref_area="Mexico", period="2020").context["part"].figures

        assert [each.key for each in figures] == ["over-time", "map"]
        assert figures[1].spec.values == {"MEX": 42.0, "IND": 80.0}
        assert [series.name for series in figures[0].spec.series] == ["Mexico"]

    def test_a_series_that_ended_is_drawn_when_chosen(self, client):
        release("REM_INFLOW", [("MEX", "2021", 54.0), ("IND", "2021", 89.0), ("VEN", "2019", 3.0)])

        figures = page(client, "REM_INFLOW", ref_area="Venezuela").context["part"].figures

        assert figures[0].spec.series[0].values == (3.0,)

    def test_lines_for_currencies(self, client):
        days = [f"2024-05-{day:02}" for day in range(1, 31)]
        release("FX_DAILY", [(code, "EUR", day, 1.1) for code in ("USD", "GBP") for day in days])

        (first,) = page(client, "FX_DAILY").context["part"].figures
        (chosen,) = page(client, "FX_DAILY", currency="GBP;US Dollar").context["part"].figures

        assert first.title == "US Dollar: 1.1000 (30 May 2024)"
        assert [series.name for series in chosen.spec.series] == ["British Pound", "US Dollar"]

    @pytest.mark.parametrize("kind", ["csv", "svg", "vega"])
    def test_charts_can_be_taken_away(self, client, flows, kind):
        taken = page(client, chart="ranking", format=kind)

        assert taken.status_code == 200
        assert "REM_FLOW_BILATERAL-ranking" in taken["Content-Disposition"]

    def test_the_files_of_a_chart_hold_what_was_chosen(self, client, flows):
        chart = page(client, ref_area="Canada").context["part"].figures[0]

        taken = client.get("/en/datasets/REM_FLOW_BILATERAL/" + dict(chart.downloads)["CSV"])

        assert "400.25" in text(taken)
        assert "52595" not in text(taken)

    def test_a_derived_release_names_its_inputs(self, client, flows):
        table = with_status([("USA", "MEX", "SAVING_3PCT", "2020-Q3", 620.8)])
        derived = release("REM_SAVING", table, parameters={"thresholds": [3, 5]})
        derived.inputs.create(input=flows)

        said = text(page(client, "REM_SAVING"))

        assert "/en/datasets/REM_FLOW_BILATERAL/?release=1" in said
        assert "remittances.derived:corridor_saving" in said
        assert "thresholds = [3, 5]" in said


class TestVintages:
    def test_every_release_is_listed_with_what_changed(self, client, revised):
        said = text(page(client))

        assert "Against release 1: 1 added, 0 removed, 1 changed, 3 as before." in said
        assert "United States – Mexico, 2021: from USD 52.6\xa0billion to USD 52.6\xa0billion" in said
        assert "superseded" in said

    @pytest.mark.parametrize("asked", [{"release": "1"}, {"as_of": "2026-01-15"}])
    def test_an_older_release_is_shown_and_said_to_be_older(self, client, revised, asked):
        shown = page(client, **asked)

        assert shown.context["release"].number == 1
        assert "in force from 1 Jan 2026 to 31 Jan 2026. It is not the newest." in text(shown)
        assert "52,595.3" in text(shown)
        assert "52,600.0" not in text(shown)

    @pytest.mark.parametrize("asked", [{"release": "1"}, {"as_of": "2026-01-15"}])
    def test_a_withdrawn_release_says_why_and_shows_no_figures(self, client, flows, asked):
        actions.withdraw(release=flows, actor=SOMEBODY, at=LATER, reason="The source took it back.")

        shown = page(client, **asked)

        assert shown.status_code == 410
        assert "The source took it back." in text(shown)
        assert "52,595" not in text(shown)

    def test_where_all_was_withdrawn_the_newest_page_says_so(self, client, flows):
        actions.withdraw(release=flows, actor=SOMEBODY, at=LATER, reason="The source took it back.")

        shown = page(client)

        assert shown.status_code == 200
        assert "No release is in force." in text(shown)

    def test_a_day_before_the_first_release_has_none(self, client, flows):
        shown = page(client, as_of="2020-01-01")

        assert shown.status_code == 404
        assert "The first release is of 1 Jan 2026." in text(shown)

    def test_a_number_that_was_never_published_has_none(self, client, flows):
        release("REM_FLOW_BILATERAL", FLOWS[:3], published_at=None)

        assert page(client, release="2").status_code == 404
        assert "Release 99 was never published." in text(page(client, release="99"))


class TestRefusals:
    @pytest.mark.parametrize(
        ("asked", "field", "said"),
        [
            ({"ref_area": "Germny"}, "ref_area", "Sending country: “Germny” is not known."),
            ({"counterpart_area": "USA;Atlantis"}, "counterpart_area", "Receiving country: “Atlantis” is not known."),
            ({"start_period": "last year"}, "start_period", "“last year” is not a period of this dataset."),
            ({"end_period": "2020-Q3"}, "end_period", "“2020-Q3” is not a period of this dataset."),
            ({"start_period": "2021", "end_period": "2017"}, "start_period", "The first period, 2021, is after"),
            ({"period": "2019"}, "period", "There is no map or ranking for “2019”."),
            ({"after": "USA"}, "after", "This is not a place in the table."),
        ],
    )
    def test_what_is_not_understood_is_said_at_its_field(self, client, flows, asked, field, said):
        refused = page(client, **asked)

        faults = refused.context["part"].form.faults
        assert refused.status_code == 400
        assert [fault.field for fault in faults] == [field]
        assert faults[0].problem.startswith(said)
        assert "Please mend this" in text(refused)
        assert "52,595" not in text(refused)

    def test_what_was_typed_stays_and_the_nearest_name_mends_it(self, client, flows):
        refused = page(client, ref_area="Germny", counterpart_area="MEX", release="1")

        assert 'value="Germny"' in text(refused)
        (fault,) = refused.context["part"].form.faults
        assert fault.choices[0][0] == "Germany"
        mended = client.get("/en/datasets/REM_FLOW_BILATERAL/" + fault.choices[0][1])
        assert mended.context["part"].question.asked == (("ref_area", "DEU"), ("counterpart_area", "MEX"))

    @pytest.mark.parametrize(
        "asked", [{"release": "x"}, {"release": "-1"}, {"as_of": "yesterday"}, {"release": "1", "as_of": "2026-01-15"}]
    )
    def test_an_unreadable_vintage_is_refused(self, client, flows, asked):
        assert page(client, **asked).status_code == 400

    def test_a_known_code_without_figures_is_no_fault(self, client, flows):
        shown = page(client, ref_area="Tuvalu")

        assert shown.status_code == 200
        assert "No observation fits" in text(shown)

    def test_an_unknown_chart_or_format_is_not_found(self, client, flows):
        assert page(client, chart="pie", format="csv").status_code == 404
        assert page(client, chart="ranking", format="docx").status_code == 404

    def test_an_unknown_dataset_names_the_nearest(self, client):
        refused = client.get("/en/datasets/REM_INFLO/")

        assert refused.status_code == 404
        assert "/en/datasets/REM_INFLOW/" in text(refused)

    @pytest.mark.parametrize("address", ["%00", "A%20B", "données", "..", "%3Cscript%3E"])
    def test_what_no_id_can_be_is_not_found(self, client, address):
        refused = client.get(f"/en/datasets/{address}/")

        assert refused.status_code == 404
        assert "<script>" not in text(refused)

    @pytest.mark.parametrize("name", ["ref_area", "start_period", "period", "after", "release", "as_of", "q"])
    def test_a_character_no_text_holds_breaks_nothing(self, client, flows, name):
        assert page(client, **{name: "\0"}).status_code in {200, 400}

    def test_an_id_in_lower_case_leads_to_the_address(self, client):
        answer = client.get("/en/datasets/rem_inflow/?release=1")

        assert (answer.status_code, answer["Location"]) == (301, "/en/datasets/REM_INFLOW/?release=1")

    def test_without_a_release_readers_learn_what_is_missing(self, client):
        said = text(page(client, "REM_INFLOW"))

        assert "Not yet published here" in said
        assert "manage.py" not in said

    @pytest.mark.parametrize(
        ("dataset_id", "command"), [("REM_INFLOW", "import_dataset REM_INFLOW FILE"), ("REM_SAVING", "recompute")]
    )
    def test_without_a_release_operators_learn_how_to_load_it(self, client, monkeypatch, dataset_id, command):
        monkeypatch.setattr("iimd.pages.datasets.dataset.allowed", lambda _user, asked: asked == "datasets.import")

        assert f"manage.py {command}" in text(page(client, dataset_id))

    def test_a_retired_dataset_stays_readable(self, client, flows, monkeypatch):
        definitions = {}
        for module in ("dataset", "listing"):
            monkeypatch.setattr(f"iimd.pages.datasets.{module}.all_definitions", lambda: definitions)

        said = text(page(client))

        assert "no longer kept up" in said
        assert Dataset.objects.filter(pk="REM_FLOW_BILATERAL").exists()
        assert "52,595.3" in said


class TestSpans:
    @pytest.mark.parametrize(
        ("written", "frequency", "period"),
        [
            ("2020", "year", "2020"),
            ("2020 q3", "quarter", "2020-Q3"),
            ("2020T3", "quarter", "2020-Q3"),
            ("2020", "quarter", "2020"),
            ("2024-05", "day", "2024-05"),
            ("2020-Q3", "month", None),
            ("2020-13", "month", None),
            ("2023-02-30", "day", None),
        ],
    )
    def test_periods_as_readers_write_them(self, written, frequency, period):
        assert spans.read(written, frequency) == period

    @pytest.mark.parametrize(
        ("frequency", "known", "every"),
        [
            ("year", ["2019", "2021"], ["2019", "2020", "2021"]),
            ("quarter", ["2020-Q1", "2019-Q3"], ["2019-Q3", "2019-Q4", "2020-Q1"]),
            ("month", ["2019-11", "2020-01"], ["2019-11", "2019-12", "2020-01"]),
            ("day", ["2019-11-04", "2019-11-01"], ["2019-11-01", "2019-11-04"]),
            ("year", [], []),
        ],
    )
    def test_gaps_are_periods_too(self, frequency, known, every):
        assert spans.every(frequency, known) == every

    def test_long_series_are_thinned_to_the_last_of_a_month(self):
        days = [f"{year}-{month:02}-{day:02}" for year in range(2000, 2005) for month in range(1, 13) for day in (1, 9)]
        days = sorted(f"{day}" for day in {*days, *(f"2000-01-{i:02}" for i in range(1, 29))})
        many = [f"{1900 + i // 12:04}-{i % 12 + 1:02}-{day:02}" for i in range(390) for day in (1, 28)]

        assert spans.thinned(days) == days
        assert spans.thinned(many) == many[1::2]


def test_parts_of_what_was_written_keep_names_with_commas_whole():
    params = QueryDict("ref_area=Korea, Rep.%3BDEU,FRA&ref_area=Mexico")
    area = definition.load("REM_FLOW_BILATERAL").dimension("REF_AREA")

    assert question.written_parts(params, area, "en") == ["Korea, Rep.", "DEU", "FRA", "Mexico"]
