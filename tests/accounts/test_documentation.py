from django.conf import settings

from accounts.documentation import access_page
from accounts.permissions import MATRIX
from accounts.roles import Role


def test_the_page_of_the_manual_is_in_step():
    page = settings.BASE_DIR / "docs" / "reference" / "access.md"

    assert page.read_text(encoding="utf-8") == access_page(), "run: manage.py write_access_page"


def test_the_page_names_every_permission_and_role():
    page = access_page()

    assert all(f"| `{name}` |" in page for name in [*MATRIX, *Role])
