"""The bilateral matrix with one's own beta, income basis and stocks, beside the published one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import polars as pl
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from remittances import scenarios
from remittances.allocation import BETA, FLOW, HOST, ORIGIN
from remittances.blocks.datasets import FLOW as MATRIX
from remittances.blocks.datasets import FLOW_MODEL, INCOME_PPP, INCOME_USD, STOCK
from remittances.blocks.parts import shelf_on
from remittances.scenarios import Answer
from web_pages.asking import as_of, public_page
from web_pages.places import End, names, options

MOST = 50


@public_page
def allocation(request: HttpRequest) -> HttpResponse:
    """`?year=&rule=&beta=&income=&stocks=&country=`: the flows into one country, or the largest of all."""
    shelf = shelf_on(as_of(request))
    known_years = scenarios.years(shelf)
    question, unclear = scenarios.read(request.GET.dict(), known_years) if known_years else (None, [])
    country = End.read("country", request.GET.get("country", ""))
    answer = scenarios.answer(shelf, question) if question else None
    page: dict[str, Any] = {
        "years": known_years,
        "rules": tuple(scenarios.RULES),
        "asked": {"beta": BETA, "rule": "ratha-shaw", "income": "ppp", "year": known_years[-1] if known_years else ""}
        | {name: value for name, value in request.GET.items() if value},
        "unclear": unclear,
        "question": question,
        "answer": answer,
        "country": country,
        "lines": _lines(answer, scenarios.vintages(shelf), known_years, country.code) if answer else [],
        "options": options(),
        "origins": shelf.origins((MATRIX, STOCK, INCOME_PPP, INCOME_USD, FLOW_MODEL)),
        "as_of": as_of(request),
    }
    return render(request, "remittances/pages/flows.html", page, status=400 if unclear else 200)


def _lines(answer: Answer, vintages: pl.DataFrame, years: Sequence[str], country: str | None) -> list[dict[str, Any]]:
    """The largest flows, into a country where one is named, with what each published matrix says."""
    known = names()
    flows = answer.flows.filter(pl.col(HOST).is_in(list(known)), pl.col(ORIGIN).is_in(list(known)))
    if country:
        flows = flows.filter(pl.col(ORIGIN) == country)
    shown = flows.head(MOST).join(vintages, on=[HOST, ORIGIN], how="left", maintain_order="left")
    return [
        {
            "sender": known[row[HOST]],
            "receiver": known[row[ORIGIN]],
            "host": row[HOST],
            "origin": row[ORIGIN],
            "flow": row[FLOW],
            "published": [row[year] for year in years],
        }
        for row in shown.iter_rows(named=True)
    ]
