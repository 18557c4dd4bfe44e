import pytest

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
