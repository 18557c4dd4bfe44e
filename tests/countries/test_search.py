import pytest
from django.utils import translation

from countries.models import Country

pytestmark = pytest.mark.usefixtures("_carried")


@pytest.mark.parametrize(
    ("text", "language", "first"),
    [
        ("PHL", "en", "PHL"),
        ("ph", "en", "PHL"),
        ("608", "en", "PHL"),
        ("KSV", "en", "XKX"),
        ("Phillipines", "en", "PHL"),
        ("filipinas", "es", "PHL"),
        ("Germny", "en", "DEU"),
        ("alemania", "en", "DEU"),
        ("Allemange", "fr", "DEU"),
        ("Burma", "en", "MMR"),
        ("swazi", "en", "SWZ"),
        ("turkey", "fr", "TUR"),
        ("cote divoire", "en", "CIV"),
        ("Côte d’Ivoire", "fr", "CIV"),
        ("ivory coast", "fr", "CIV"),
        ("holland", "en", "NLD"),
        ("north korea", "en", "PRK"),
        ("palestina", "es", "PSE"),
        ("中国", "en", "CHN"),
        ("росси", "en", "RUS"),
        ("مصر", "ar", "EGY"),
        ("kong", "en", "HKG"),
        ("niger", "en", "NER"),
        ("mali", "fr", "MLI"),
        ("mexco", "en", "MEX"),
        ("zimbawe", "en", "ZWE"),
        ("unted states", "en", "USA"),
        ("usa", "en", "USA"),
        ("uk", "en", "GBR"),
        ("united k", "en", "GBR"),
    ],
)
def test_the_country_meant_comes_first(text, language, first):
    assert Country.objects.search(text, language).first().code == first


def test_code_before_name():
    assert [country.code for country in Country.objects.search("IN", "en")[:1]] == ["IND"]


def test_the_readers_language_comes_first_among_beginnings():
    def found(language):
        return [country.code for country in Country.objects.search("al", language)]

    assert found("es").index("DEU") < found("es").index("ALA")
    assert found("en").index("ALA") < found("en").index("DEU")


@pytest.mark.parametrize(
    ("text", "written"), [("Burma", "Burma"), ("KSV", "KSV"), ("myan", "Myanmar"), ("alemania", "Alemania")]
)
def test_a_country_says_what_it_was_found_as(text, written):
    assert Country.objects.search(text, "en").first().found_as == written


def test_short_names_come_before_formal_ones():
    assert Country.objects.search("state", "en").first().code == "PSE"


def test_each_country_is_found_once():
    found = [country.code for country in Country.objects.search("republic", "en")]

    assert len(found) == len(set(found)) > 20


def test_a_search_can_be_narrowed_further():
    found = Country.objects.search("guinea", "en").in_area("002")

    assert [country.code for country in found] == ["GIN", "GNB", "GNQ"]


@pytest.mark.parametrize("text", ["", "   ", "%", "_", "\\", "\x00", "qqqqqqqq", "x" * 5000, "'; --"])
def test_nothing_is_found_for_noise(text):
    assert list(Country.objects.search(text, "en")) == []


def test_an_unknown_language_is_read_as_english():
    assert Country.objects.search("Germany", "de-at").first().code == "DEU"


def test_the_active_language_is_the_readers():
    with translation.override("fr"):
        assert Country.objects.search("all").first().code == "DEU"


def test_a_search_asks_the_database_once(django_assert_num_queries):
    with django_assert_num_queries(1):
        assert [country.name for country in Country.objects.search("united", "en")]
