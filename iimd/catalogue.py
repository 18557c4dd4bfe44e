"""/catalog.ttl and /catalog.jsonld: what there is, for portals that harvest (DCAT-AP 3)."""

from __future__ import annotations

from typing import Final

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from datasets import catalogue
from datasets.definition import Text
from datasets.formats import dcat
from web_api import conditional

SYNTAXES: Final = {"ttl": ("turtle", "text/turtle; charset=utf-8"), "jsonld": ("json-ld", "application/ld+json")}
TITLE: Final = Text(
    en="IIMD hub: figures on international labour migration",
    es="Portal IIMD: cifras sobre la migración laboral internacional",
    fr="Portail IIMD : chiffres sur la migration internationale de main-d’œuvre",
)
DESCRIPTION: Final = Text(
    en="Every dataset of the hub in its present release, with source, licence and files.",
    es="Todos los conjuntos de datos del portal en su edición vigente, con fuente, licencia y archivos.",
    fr="Tous les jeux de données du portail dans leur édition en vigueur, avec source, licence et fichiers.",
)


@require_safe
def catalog(request: HttpRequest, syntax: str) -> HttpResponse:
    """The catalogue in one syntax; a client that has it already is told so before anything is written."""
    releases = catalogue.in_force()
    files = [(file.name, file.sha256) for release in releases for file in release.bulk_files.all()]
    modified = max((each.published_at for each in releases if each.published_at), default=None)
    tag = conditional.tag("catalog", syntax, settings.SITE_URL, [str(each) for each in releases], files)
    response = conditional.unchanged(request, tag, None)
    if response is None:
        home = settings.SITE_URL
        services = {f"{home}/api/v1/": "REST API of the IIMD hub"}
        entries = catalogue.entries(releases)
        hub = dcat.Hub(home, TITLE, DESCRIPTION, services, modified)
        written, kind = SYNTAXES[syntax]
        content = dcat.graph(hub, entries).serialize(format=written)
        response = HttpResponse(content, content_type=kind)
    conditional.stamp(response, tag, modified)
    return response
