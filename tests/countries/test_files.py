"""The carried files agree with each other and with what their sources are known to say."""

from collections import Counter

import pytest

from countries import files, shapes
from countries.text import fold
from countries.vocabulary import LANGUAGES, AreaKind


def table(name):
    return files.rows(name)


def codes(name):
    return {row["code"] for row in table(name)}


def test_every_file_has_an_origin_and_every_origin_a_file():
    carried = {path.name for path in files.DATA.iterdir()} - {"manifest.toml"}

    assert set(files.origins()) == carried
    assert all(origin.source and origin.licence and origin.title for origin in files.origins().values())


def test_the_map_shows_the_note_of_its_origin():
    assert files.origins()["world.json"].note == shapes.BOUNDARY_NOTE


def test_all_of_iso_3166_1_and_kosovo_are_in_use():
    assert len(codes("countries")) == 250
    assert {row["code"] for row in table("countries") if row["iso_status"] != "official"} == {"XKX"}
    assert not codes("countries") & codes("former_countries")


@pytest.mark.parametrize(
    ("name", "column", "target"),
    [
        ("countries", "area", "areas"),
        ("memberships", "area", "areas"),
        ("memberships", "country", "countries"),
        ("names", "country", "countries"),
        ("income_groups", "country", "countries"),
        ("currency_uses", "country", "countries"),
        ("currency_uses", "currency", "currencies"),
        ("language_shares", "country", "countries"),
        ("language_shares", "language", "languages"),
    ],
)
def test_every_reference_is_kept(name, column, target):
    assert {row[column] for row in table(name)} <= codes(target)


def test_one_short_name_for_each_country_and_language():
    shorts = Counter((row["country"], row["language"]) for row in table("names") if row["kind"] == "short")

    assert set(shorts.values()) == {1}
    assert set(shorts) == {(code, language) for code in codes("countries") for language in LANGUAGES}


def test_no_two_countries_share_a_way_of_writing():
    owners = {}
    for row in table("names"):
        owners.setdefault(fold(row["text"]), set()).add(row["country"])

    assert {text: found for text, found in owners.items() if len(found) > 1} == {}


@pytest.mark.parametrize(
    ("code", "language", "text"),
    [
        ("PSE", "en", "State of Palestine"),
        ("PSE", "fr", "État de Palestine"),
        ("COD", "en", "Democratic Republic of the Congo"),
        ("COG", "es", "Congo"),
        ("HKG", "en", "Hong Kong SAR, China"),
        ("TUR", "fr", "Türkiye"),
        ("CPV", "en", "Cabo Verde"),
        ("KNA", "en", "Saint Kitts and Nevis"),
        ("DEU", "zh", "德国"),
        ("EGY", "ar", "مصر"),
        ("FIN", "ru", "Финляндия"),
    ],
)
def test_short_names_follow_the_united_nations(code, language, text):
    shorts = {(row["country"], row["language"]): row["text"] for row in table("names") if row["kind"] == "short"}

    assert shorts[code, language] == text


def test_the_tree_is_that_of_m49():
    kinds = Counter(row["kind"] for row in table("areas"))

    assert kinds == {
        AreaKind.WORLD: 1,
        AreaKind.REGION: 5,
        AreaKind.SUBREGION: 17,
        AreaKind.INTERMEDIATE: 8,
        AreaKind.GROUP: 3,
    }


def test_a_country_belongs_to_all_areas_above_its_own():
    parents = {row["code"]: row["parent"] for row in table("areas")}
    member_of = {(row["country"], row["area"]) for row in table("memberships")}

    for country in table("countries"):
        area = country["area"]
        while area:
            assert (country["code"], area) in member_of
            area = parents[area]


@pytest.mark.parametrize(
    ("area", "count"),
    [("001", 250), ("002", 60), ("019", 57), ("142", 51), ("009", 29), ("150", 52), ("199", 44), ("432", 32)],
)
def test_areas_have_as_many_members_as_m49_counts(area, count):
    assert sum(row["area"] == area for row in table("memberships")) == count


@pytest.mark.parametrize(
    ("country", "group"),
    [("ZMB", "low"), ("IND", "lower_middle"), ("MEX", "upper_middle"), ("ROU", "high"), ("XKX", "upper_middle")],
)
def test_income_groups_are_those_of_fiscal_year_2023(country, group):
    groups = {row["country"]: (row["income_group"], row["as_of"]) for row in table("income_groups")}

    assert groups[country] == (group, "2022-07-01")
    assert "VEN" not in groups


def test_every_country_but_antarctica_has_one_main_currency():
    mains = Counter(row["country"] for row in table("currency_uses") if row["is_main"] == "yes")

    assert set(mains.values()) == {1}
    assert codes("countries") - set(mains) == {"ATA"}


@pytest.mark.parametrize(
    ("country", "currency"),
    [("BGR", "EUR"), ("HRV", "EUR"), ("LSO", "LSL"), ("PSE", "ILS"), ("SLV", "USD"), ("CHE", "CHF"), ("PAN", "PAB")],
)
def test_main_currencies(country, currency):
    mains = {row["country"]: row["currency"] for row in table("currency_uses") if row["is_main"] == "yes"}

    assert mains[country] == currency


def test_language_shares_are_those_of_cldr():
    shares = {(row["country"], row["language"]): float(row["share_percent"]) for row in table("language_shares")}

    assert shares["MEX", "es"] == 83
    assert all(0 <= share <= 100 for share in shares.values())


def test_no_language_is_named_by_its_bare_code():
    assert [row["code"] for row in table("languages") if row["en"] == row["code"]] == []
