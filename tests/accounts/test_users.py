import pytest

from accounts.models import User


@pytest.mark.django_db
def test_a_user_signs_in_by_e_mail_in_lower_case():
    user = User.objects.create_user("Ana.Cruz@Example.org", "correct horse battery")

    assert user.email == "ana.cruz@example.org"
    assert user.check_password("correct horse battery")


@pytest.mark.django_db
def test_a_user_without_e_mail_is_refused():
    with pytest.raises(ValueError, match="e-mail"):
        User.objects.create_user("", "correct horse battery")
