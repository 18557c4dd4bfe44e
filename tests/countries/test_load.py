import pytest
from django.core.management import call_command
from django.db import connection
from django.db.models import ProtectedError
from django.test.utils import CaptureQueriesContext

from countries import actions, files, queries
from countries.models import (
    Area,
    Country,
    Currency,
    CurrencyUse,
    FormerCountry,
    Language,
    LanguageShare,
    LoadedEdition,
    Membership,
    Name,
)

pytestmark = pytest.mark.usefixtures("_carried")

TABLES = [Area, Country, Currency, CurrencyUse, FormerCountry, Language, LanguageShare, Membership, Name]


def everything():
    return {model.__name__: sorted(map(str, model.objects.values_list())) for model in TABLES}


def test_every_line_of_the_files_stands_in_the_tables():
    for name, model in [("countries", Country), ("areas", Area), ("names", Name), ("language_shares", LanguageShare)]:
        assert model.objects.count() == len(files.rows(name)), name


def test_a_second_load_asks_once_and_changes_nothing():
    before = everything()

    with CaptureQueriesContext(
        connection,
    ) as asked:
        assert actions.load() is False

    assert len([query for query in asked if "SELECT" in query["sql"]]) == 1
    assert everything() == before


@pytest.mark.slow
def test_a_new_edition_mends_what_was_changed_and_keeps_the_rest():
    before = {name: rows for name, rows in everything().items() if name in {"Area", "Country", "Currency", "Language"}}
    Country.objects.filter(code="PHL").update(
        note="meddled with", names=dict.fromkeys(Country.objects.get(code="PHL").names, "x")
    )
    Name.objects.filter(country="PHL").delete()
    LoadedEdition.objects.update(digest="older")

    assert actions.load() is True

    after = everything()
    assert {name: after[name] for name in before} == before
    assert Country.objects.search("Filipinas", "es").first().code == "PHL"


@pytest.mark.slow
def test_a_country_gone_from_the_files_is_removed():
    names = Country.objects.get(code="PHL").names
    Country.objects.create(
        code="QZZ", alpha2="QZ", iso_status="user_assigned", area_id="001", names=names, sort_keys=names
    )
    LoadedEdition.objects.update(digest="older")

    actions.load()

    assert not Country.objects.filter(code="QZZ").exists()


@pytest.mark.slow
def test_an_area_somebody_refers_to_is_not_removed_silently():
    names = Area.objects.get(code="150").names
    Area.objects.create(code="999", kind="region", parent_id="001", names=names)
    Area.objects.create(code="998", kind="subregion", parent_id="999", names=names)

    with pytest.raises(ProtectedError):
        Area.objects.filter(code="999").delete()


def test_the_command_says_what_it_did(capsys):
    call_command("load_countries")

    assert "up to date" in capsys.readouterr().out


@pytest.mark.slow
def test_the_command_loads_an_empty_database(capsys):
    LoadedEdition.objects.all().delete()

    call_command("load_countries")

    assert "are loaded" in capsys.readouterr().out


def test_lookups_are_asked_once(django_assert_num_queries):
    with django_assert_num_queries(1):
        assert queries.names("fr")["DEU"] == "Allemagne"
        assert queries.names("fr")["ESP"] == "Espagne"
    with django_assert_num_queries(0):
        queries.names("fr")


def test_names_stand_in_the_readers_alphabet():
    french = list(queries.names("fr").values())

    assert french.index("Égypte") == french.index("Émirats arabes unis") - 1
    assert french.index("Zimbabwe") == len(french) - 1
    assert next(iter(queries.names("en").values())) == "Afghanistan"


def test_area_members_are_those_of_the_tree_and_of_the_groups():
    assert {"KEN", "NGA", "EGY"} <= queries.area_members("002")
    assert queries.area_members("830") == {"GGY", "JEY"}
    assert len(queries.area_members("199")) == 44
    assert queries.area_members("001") == set(Country.objects.values_list("code", flat=True))
    assert queries.area_members("777") == frozenset()


def test_places_of_figures_have_names():
    names = queries.place_names("es")

    assert (names["001"], names["ANT"], names["PHL"]) == ("Mundo", "Antillas Neerlandesas", "Filipinas")


def test_minor_units_are_those_of_iso_4217():
    units = queries.minor_units()

    assert {code: units[code] for code in ("EUR", "JPY", "KWD", "HUF", "XAU")} == {
        "EUR": 2,
        "JPY": 0,
        "KWD": 3,
        "HUF": 2,
        "XAU": None,
    }
