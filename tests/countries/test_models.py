import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import translation

from countries.models import Country

pytestmark = pytest.mark.usefixtures("_carried")

NAMES = """'{"en":"x","es":"x","fr":"x","ar":"x","zh":"x","ru":"x"}'"""


@pytest.mark.parametrize(
    ("constraint", "sql"),
    [
        ("country_code_is_alpha3", "UPDATE countries_country SET code = 'deu' WHERE code = 'DEU'"),
        ("country_alpha2_is_alpha2", "UPDATE countries_country SET alpha2 = 'd1' WHERE code = 'DEU'"),
        ("countries_country_alpha2", "UPDATE countries_country SET alpha2 = 'FR' WHERE code = 'DEU'"),
        ("country_numeric_is_three_digits", "UPDATE countries_country SET numeric = '27' WHERE code = 'DEU'"),
        ("country_official_has_numeric", "UPDATE countries_country SET numeric = NULL WHERE code = 'DEU'"),
        ("country_iso_status_known", "UPDATE countries_country SET iso_status = 'x' WHERE code = 'XKX'"),
        ("country_income_group_is_dated", "UPDATE countries_country SET income_group_as_of = NULL WHERE code = 'DEU'"),
        ("country_income_group_is_dated", "UPDATE countries_country SET income_group = 'rich' WHERE code = 'DEU'"),
        ("country_names_complete", "UPDATE countries_country SET names = names - 'ru' WHERE code = 'DEU'"),
        ("area_code_is_three_digits", "UPDATE countries_area SET code = '1' WHERE code = '830'"),
        ("area_world_alone_has_no_parent", "UPDATE countries_area SET parent_id = NULL WHERE code = '150'"),
        ("area_world_alone_has_no_parent", "UPDATE countries_area SET parent_id = '150' WHERE code = '001'"),
        ("area_is_not_its_own_parent", "UPDATE countries_area SET parent_id = '150' WHERE code = '150'"),
        ("area_names_complete", "UPDATE countries_area SET names = '{}' WHERE code = '150'"),
        (
            "membership_once_an_area",
            "INSERT INTO countries_membership (area_id, country_id) VALUES ('150', 'DEU')",
        ),
        (
            "name_one_short_a_language",
            "INSERT INTO countries_name (country_id, language, kind, text, folded, source) "
            "VALUES ('DEU', 'en', 'short', 'Deutschland', 'deutschland', 'x')",
        ),
        ("name_is_not_empty", "UPDATE countries_name SET folded = '' WHERE country_id = 'DEU'"),
        ("name_only_codes_without_language", "UPDATE countries_name SET language = '' WHERE kind = 'formal'"),
        ("name_kind_known", "UPDATE countries_name SET kind = 'nick' WHERE kind = 'formal'"),
        ("currency_code_is_iso4217", "UPDATE countries_currency SET code = 'eur' WHERE code = 'EUR'"),
        ("currency_numeric_is_three_digits", "UPDATE countries_currency SET numeric = '1' WHERE code = 'EUR'"),
        ("currency_minor_units_0_to_4", "UPDATE countries_currency SET minor_units = 5 WHERE code = 'EUR'"),
        (
            "currency_use_one_main_a_country",
            "INSERT INTO countries_currencyuse (country_id, currency_id, is_main) VALUES ('DEU', 'USD', true)",
        ),
        ("language_code_is_bcp47", "UPDATE countries_language SET code = 'zh_Hant' WHERE code = 'zh-Hant'"),
        ("language_share_is_0_to_100", "UPDATE countries_languageshare SET share_percent = 100.1"),
        ("language_share_is_0_to_100", "UPDATE countries_languageshare SET share_percent = -1"),
        ("language_official_status_known", "UPDATE countries_languageshare SET official_status = 'spoken'"),
        ("former_code_is_alpha3", "UPDATE countries_formercountry SET code = 'an' WHERE code = 'ANT'"),
        (
            "loaded_edition_is_one_row",
            "INSERT INTO countries_loadededition (id, digest, loaded_at) VALUES (2, 'x', now())",
        ),
    ],
)
def test_the_database_itself_refuses(constraint, sql):
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)


@pytest.mark.parametrize(("language", "name"), [("en", "Germany"), ("es", "Alemania"), ("fr", "Allemagne")])
def test_a_country_is_named_in_the_active_language(language, name):
    germany = Country.objects.get(code="DEU")

    with translation.override(language):
        assert (germany.name, str(germany)) == (name, name)


def test_an_unknown_language_gets_english():
    assert Country.objects.get(code="DEU").name_in("de") == "Germany"


def test_a_list_of_names_costs_one_query(django_assert_num_queries):
    with django_assert_num_queries(1):
        assert all(country.name for country in Country.objects.alphabetical("fr"))


def test_a_list_with_facts_costs_a_fixed_number_of_queries(django_assert_num_queries):
    with django_assert_num_queries(5):
        for country in Country.objects.in_area("150").with_facts():
            assert country.area.name
            assert [use.currency.name for use in country.currency_uses.all()]
            assert [share.language.name for share in country.language_shares.all()]


def test_kosovo_stands_with_its_note():
    kosovo = Country.objects.get(code="XKX")

    assert (kosovo.iso_status, kosovo.numeric) == (Country.Iso.USER_ASSIGNED, None)
    assert "1244" in kosovo.translated_note
    assert Country.objects.get(code="DEU").translated_note == ""
