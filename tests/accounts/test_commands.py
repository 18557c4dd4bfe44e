import pytest
from django.core.management import CommandError, call_command

from accounts.permissions import roles_of
from accounts.roles import Role
from tests.factories.accounts import OrganisationFactory, UserFactory

pytestmark = pytest.mark.django_db


def test_the_operator_gives_the_first_role(capsys):
    person = UserFactory(email="first@example.org")

    call_command("grant_role", "First@example.org", "secretariat")

    assert Role.SECRETARIAT in roles_of(person)
    assert "is secretariat from now on" in capsys.readouterr().out


def test_the_operator_names_country_and_organisation():
    focal_point, donor = UserFactory(), UserFactory()
    OrganisationFactory(name="Example Fund")

    call_command("grant_role", focal_point.email, "focal_point", country="KEN")
    call_command("grant_role", donor.email, "donor", organisation="Example Fund")

    assert Role.FOCAL_POINT in roles_of(focal_point)
    assert Role.DONOR in roles_of(donor)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("nobody@example.org", "analyst"), "User"),
        (("known@example.org", "focal_point"), "needs_country"),
        (("known@example.org", "focal_point", "--country", "XXX"), "Country"),
        (("known@example.org", "donor", "--organisation", "Nowhere"), "Organisation"),
        (("known@example.org", "king"), "invalid choice"),
    ],
)
def test_what_cannot_be_given_is_refused_in_words(arguments, said):
    UserFactory(email="known@example.org")

    with pytest.raises(CommandError, match=said):
        call_command("grant_role", *arguments)
