"""Addresses that exist once as a folder and once as a file of some format."""

from __future__ import annotations

from django.urls import URLPattern, path

from web_api.views import PublicView


def both(route: str, view: type[PublicView], name: str) -> list[URLPattern]:
    """A list under its address and under the same with the ending of a format: countries/ and countries.csv."""
    return [
        path(f"{route}/", view.as_view(), name=name),
        path(f"{route}.<str:format>", view.as_view(), name=f"{name}-as"),
    ]
