import pytest
from django.contrib import admin
from django.core.exceptions import PermissionDenied

from countries.models import Area, Country, Currency, FormerCountry, Language

pytestmark = pytest.mark.usefixtures("_carried")


@pytest.fixture
def by_staff(rf, admin_user):
    """A request of a person who may do everything; who opens the administration site is accounts' question."""
    request = rf.get("/")
    request.user = admin_user
    return request


@pytest.mark.slow
@pytest.mark.parametrize("model", [Country, Area, FormerCountry, Currency, Language])
def test_staff_may_look_at_the_tables(by_staff, model):
    page = admin.site.get_model_admin(model).changelist_view(by_staff)

    assert str(model.objects.first().pk) in page.render().text


@pytest.mark.slow
def test_staff_sees_all_names_of_a_country(by_staff):
    page = admin.site.get_model_admin(Country).changeform_view(by_staff, "XKX").render().text

    assert "KSV" in page
    assert "_save" not in page


def test_nobody_writes_there(by_staff):
    desk = admin.site.get_model_admin(Country)

    assert not desk.has_add_permission(by_staff)
    assert not desk.has_change_permission(by_staff)
    assert not desk.has_delete_permission(by_staff)
    with pytest.raises(PermissionDenied):
        desk.changeform_view(by_staff)
