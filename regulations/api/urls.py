"""Addresses about permits below /api/v1/."""

from __future__ import annotations

from django.urls import path

from regulations.api.comparison import ComparisonView
from regulations.api.pathways import PathwaysView
from regulations.api.permits import PermitListView, PermitView
from web_api.addresses import both

urlpatterns = [
    *both("permits", PermitListView, "api-permits"),
    path("permits/<str:code>/", PermitView.as_view(), name="api-permit"),
    path("pathways/", PathwaysView.as_view(), name="api-pathways"),
    path("compare/", ComparisonView.as_view(), name="api-compare"),
]
