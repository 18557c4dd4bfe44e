"""Before anything is published, pages say so instead of failing."""

import pytest

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("page", "said"),
    [
        ("", "No figures are published yet"),
        ("corridors/", "No figures are published yet"),
        ("corridors/MEX-USA/", "No published dataset holds a figure on this corridor"),
        ("corridors/MEX-USA/?as_of=2024-01-01", "No figure on this corridor was published on that day."),
        ("countries/MEX/", "No published dataset holds a figure on money"),
    ],
)
def test_a_hub_without_releases_says_what_is_missing(client, page, said):
    response = client.get(f"/en/{page}")

    assert response.status_code == 200
    assert said in response.text
