"""Addresses of the pages about permits."""

from django.urls import path, register_converter

from regulations.views.compare import compare
from regulations.views.coverage import coverage
from regulations.views.pathways import pathways, pathways_checklist
from regulations.views.permits import permit, permits, permits_of_country


class PermitConverter:
    """The code of a permit, such as DE-EUBC; small letters lead to the same page."""

    regex = "[A-Za-z]{2}-[A-Za-z0-9-]+"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(PermitConverter, "permit")

urlpatterns = [
    path("permits/", permits, name="permits"),
    path("permits/coverage/", coverage, name="permit-coverage"),
    path("permits/<permit:code>/", permit, name="permit"),
    path("countries/<str:code>/permits/", permits_of_country, name="permits-of-country"),
    path("compare/", compare, name="compare"),
    path("pathways/", pathways, name="pathways"),
    path("pathways/checklist/", pathways_checklist, name="pathways-checklist"),
    path("pathways/checklist.pdf", pathways_checklist, {"ending": "pdf"}, name="pathways-checklist-pdf"),
]
