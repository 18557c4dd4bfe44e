"""Addresses of the pages made of several rooms; fixed by docs/reference/addresses.md."""

from django.urls import path, register_converter

from iimd.pages.corridor import corridor, unclear_corridor
from iimd.pages.corridors import corridors
from iimd.pages.countries import countries, country
from iimd.pages.datasets.changes import changes
from iimd.pages.datasets.dataset import dataset
from iimd.pages.datasets.embed import embed
from iimd.pages.datasets.listing import datasets
from iimd.pages.home import home
from iimd.pages.search import search


class CodeConverter:
    """A code of a country, or what somebody took for one."""

    regex = "[^/-]+"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(CodeConverter, "code")

urlpatterns = [
    path("", home, name="home"),
    path("corridors/", corridors, name="corridors"),
    path("corridors/<code:origin>-<code:destination>/", corridor, name="corridor"),
    path("corridors/<path:pair>", unclear_corridor),
    path("countries/", countries, name="countries"),
    path("countries/<code:code>/", country, name="country"),
    path("datasets/", datasets, name="datasets"),
    path("datasets/<str:dataset_id>/", dataset, name="dataset"),
    path("datasets/<str:dataset_id>/changes/", changes, name="dataset_changes"),
    path("datasets/<str:dataset_id>/embed/", embed, name="dataset_embed"),
    path("search/", search, name="search"),
]
