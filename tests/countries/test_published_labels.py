"""Every label of a place in the published files is understood, or it is written down why it is none."""

import pytest

from countries.resolver import Resolver
from countries.vocabulary import PlaceKind
from tests.countries import published
from tests.shared import shared

pytestmark = pytest.mark.shared


def test_every_published_file_has_been_looked_at():
    assert published.files(shared("data")) == published.known_files()


@pytest.mark.slow
@pytest.mark.parametrize("name", sorted(published.known_files() - published.WITHOUT_PLACES))
def test_no_label_stays_unresolved(name):
    resolver = Resolver.carried()

    found = published.labels(shared("data"), name)

    assert len(found) > 2, "the columns have moved"
    assert {label for label in found if resolver.place(label) is None} == set()


@pytest.mark.slow
def test_only_these_places_of_the_published_files_have_no_code():
    resolver = Resolver.carried()
    data = shared("data")
    names = published.known_files() - published.WITHOUT_PLACES

    places = {label: resolver.place(label) for name in names for label in published.labels(data, name)}

    assert {label for label, place in places.items() if place and place.kind is PlaceKind.REMAINDER} == {
        "OOO",
        "OOS",
        "Other",
        "Other North",
        "Other South",
        "STL",
        "Stateless",
        "Unidentified Sub-Saharan Africa",
        "Unidentified*",
        "Unknown",
    }
    assert {label for label, place in places.items() if place and place.kind is PlaceKind.PART} == {
        "AB9",
        "AC",
        "Abyei Area",
        "CP",
        "CQ",
        "DG",
        "EA",
        "IC",
        "Kurdistan",
        "NORTHERN CYPRUS",
        "SOMALILAND",
        "TA",
        "TIB",
        "Tibet",
        "WEST BANK",
    }


def test_code_and_name_of_one_line_mean_the_same():
    """The World Bank writes both: a wrong alias would send a country's figures to another."""
    resolver = Resolver.carried()
    workbook = published.CalamineWorkbook.from_path(shared("data/remittances/wdi/personal-remittances-received.xls"))
    lines = workbook.get_sheet_by_name("Data").to_python()[4:]

    assert len(lines) > 260
    for line in lines:
        assert resolver.code(str(line[0])) == resolver.code(str(line[1])), line[:2]
