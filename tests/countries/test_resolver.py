import subprocess
import sys
from pathlib import Path

import pytest

from countries.resolver import AmbiguousNameError, Place, Resolver
from countries.vocabulary import PlaceKind

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def resolver():
    return Resolver.carried()


@pytest.mark.parametrize(
    ("label", "code"),
    [
        ("Korea, Rep.", "KOR"),
        ("Korea, Dem. People's Rep.", "PRK"),
        ("Korea, Dem. People’s Rep.", "PRK"),
        ("KSV", "XKX"),
        ("XKX", "XKX"),
        ("Kosovo", "XKX"),
        ("ROM", "ROU"),
        ("ROU", "ROU"),
        ("ZAR", "COD"),
        ("WBG", "PSE"),
        ("West Bank and Gaza", "PSE"),
        ("TMP", "TLS"),
        ("Burma", "MMR"),
        ("Swaziland", "SWZ"),
        ("Macedonia, FYR", "MKD"),
        ("Cape Verde", "CPV"),
        ("Turkey", "TUR"),
        ("Ivory Coast", "CIV"),
        ("Bahamas, The", "BHS"),
        ("Egypt, Arab Rep.", "EGY"),
        ("Hong Kong SAR, China", "HKG"),
        ("Congo, Dem. Rep.", "COD"),
        ("Congo, Rep.", "COG"),
        ("Alemania", "DEU"),
        ("Côte-d’Ivoire", "CIV"),
        ("ألمانيا", "DEU"),
        ("德国", "DEU"),
        ("Германия", "DEU"),
        ("deu", "DEU"),
        ("DE", "DEU"),
        ("276", "DEU"),
        ("NA", "NAM"),
        ("U.S.", "USA"),
        ("U.K.", "GBR"),
        ("uk", "GBR"),
        ("NER", "NER"),
        ("NGA", "NGA"),
        ("Guinea", "GIN"),
        ("Dominica", "DMA"),
    ],
)
def test_codes_and_names_of_the_sources_are_understood(resolver, label, code):
    assert resolver.resolve(label) == code


@pytest.mark.parametrize("label", ["", "Atlantis", "XXX", "ZZZ", "999", "12", "Other South", "Stateless", "World"])
def test_what_is_no_country_in_use_resolves_to_nothing(resolver, label):
    assert resolver.resolve(label) is None


@pytest.mark.parametrize(
    ("label", "code", "kind"),
    [
        ("World", "001", PlaceKind.AGGREGATE),
        ("WLD", "001", PlaceKind.AGGREGATE),
        ("Channel Islands", "830", PlaceKind.AREA),
        ("CHI", "830", PlaceKind.AREA),
        ("Western Africa", "011", PlaceKind.AREA),
        ("Netherlands Antilles", "ANT", PlaceKind.FORMER),
        ("USSR", "SUN", PlaceKind.FORMER),
        ("Other South", None, PlaceKind.REMAINDER),
        ("HIC", None, PlaceKind.AGGREGATE),
        ("Northern Cyprus", None, PlaceKind.PART),
    ],
)
def test_other_places_say_what_they_are(resolver, label, code, kind):
    place = resolver.place(label)

    assert place is not None
    assert (place.code, place.kind) == (code, kind)
    assert place.why


@pytest.mark.parametrize(
    ("slip", "meant"), [("Germny", "Germany"), ("Phillipines", "Philippines"), ("Zimbawe", "Zimbabwe")]
)
def test_a_slip_of_the_pen_gets_a_suggestion(resolver, slip, meant):
    assert resolver.resolve(slip) is None
    assert resolver.suggest(slip)[0] == meant


def test_noise_gets_no_suggestion(resolver):
    assert resolver.suggest("qqqqqq") == []


def test_one_spelling_for_two_countries_is_refused():
    with pytest.raises(AmbiguousNameError, match="GIN and GNB"):
        Resolver([], [("Guinea", Place("GIN", PlaceKind.COUNTRY, "")), ("GUINEA", Place("GNB", PlaceKind.COUNTRY, ""))])


@pytest.mark.parametrize("label", ["n.a.", "No.", "N/A", "is...", "-"])
def test_abbreviations_are_not_codes(resolver, label):
    assert resolver.place(label) is None


@pytest.mark.parametrize("label", ["Kosovo*", "Kosovo¹", " Kosovo\u00a0"])
def test_marks_of_footnotes_do_not_hide_a_name(resolver, label):
    assert resolver.resolve(label) == "XKX"


@pytest.mark.slow
def test_resolver_and_shapes_need_no_django():
    code = "import sys, countries.resolver, countries.shapes; sys.exit('django' in sys.modules)"

    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False).returncode == 0
