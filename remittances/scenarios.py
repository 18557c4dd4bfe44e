"""The bilateral matrix with a reader's own assumptions: what was asked, and what comes out. Nothing is stored."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

import polars as pl
from django.utils.translation import gettext as _

from countries.resolver import Resolver
from datasets.shelf import Shelf
from remittances import allocation
from remittances.allocation import FLOW, HOST, MIGRANTS, ORIGIN, Fit, Rule
from remittances.derived_flows import incomes_of, inflows_of, published_of, stocks_of

MATRIX, STOCKS = "REM_FLOW_BILATERAL", "REM_MIGRANT_STOCK"
INCOMES = {"ppp": "REM_INCOME_PPP", "usd": "REM_INCOME_USD"}
# As many pairs of countries as fit into an address.
MOST_OWN = 100
MOST_MIGRANTS = 1e9
PARAMETERS = ("year", "rule", "beta", "income", "stocks")
RULES = {"ratha-shaw": allocation.RATHA_SHAW, "stock": allocation.STOCK, "income": allocation.INCOME}


@dataclass(frozen=True, slots=True)
class Unclear:
    """What can't be understood in a question: the field, what is wrong, how to mend it."""

    field: str
    problem: str
    mend: str


@dataclass(frozen=True, slots=True)
class Question:
    """Year of the inflows, rule, income basis, and stocks that replace the published ones, by (host, origin)."""

    year: str
    rule: Rule
    income: str
    stocks: tuple[tuple[str, str, float], ...] = ()


@dataclass(frozen=True)
class Answer:
    """Flows with what is published beside them (FLOW, PUBLISHED), how near they come, and what was left over."""

    flows: pl.DataFrame
    fit: Fit
    unshared: tuple[str, ...]
    stock_year: str
    income_year: str


def years(shelf: Shelf) -> tuple[str, ...]:
    """The years whose inflows can be shared out; none where an input is not published."""
    table = shelf.frame(MATRIX)
    if table is None or shelf.release(STOCKS) is None:
        return ()
    return tuple(sorted(table["TIME_PERIOD"].unique()))


def read(asked: Mapping[str, str], known_years: tuple[str, ...]) -> tuple[Question | None, list[Unclear]]:
    """The question in a query, or everything that is unclear about it."""
    found: list[Unclear] = []
    year = asked.get("year") or (known_years[-1] if known_years else "")
    if year not in known_years:
        listed = ", ".join(known_years)
        found.append(Unclear("year", _("There is no matrix of that year."), _("Years: %(years)s") % {"years": listed}))
    name = asked.get("rule") or "ratha-shaw"
    if name not in RULES:
        found.append(Unclear("rule", _("There is no such rule."), _("Rules: %(rules)s") % {"rules": ", ".join(RULES)}))
    income = asked.get("income") or "ppp"
    if income not in INCOMES:
        listed = ", ".join(INCOMES)
        found.append(Unclear("income", _("There is no such income basis."), _("Bases: %(bases)s") % {"bases": listed}))
    beta = _number(asked.get("beta") or str(allocation.BETA))
    if beta is None or not allocation.LEAST_BETA <= beta <= allocation.MOST_BETA:
        found.append(Unclear("beta", _("Beta must be a number from 0 to 1."), _("Write it as 0.75.")))
    stocks = _own(asked.get("stocks", ""), found)
    if found or beta is None:
        return None, found
    return Question(year, Rule(RULES[name], beta), income, stocks), []


def answer(shelf: Shelf, question: Question) -> Answer | None:
    """The matrix by a question; None where an input is not published."""
    inputs = _inputs(shelf, question.year, question.income)
    if inputs is None:
        return None
    published, stocks, stock_year, incomes, income_year = inputs
    if question.stocks:
        own = pl.DataFrame(question.stocks, schema=[HOST, ORIGIN, MIGRANTS], orient="row")
        stocks = pl.concat([stocks.join(own, on=[HOST, ORIGIN], how="anti"), own.filter(pl.col(MIGRANTS) > 0)])
    made = allocation.allocate(stocks, incomes, inflows_of(published), question.rule)
    beside = made.flows.join(published.rename({FLOW: "PUBLISHED"}), on=[HOST, ORIGIN], how="left")
    return Answer(
        beside.sort(FLOW, HOST, ORIGIN, descending=[True, False, False]),
        allocation.fit(made.flows, published),
        made.unshared,
        stock_year,
        income_year,
    )


@lru_cache(maxsize=4)
def vintages(shelf: Shelf) -> pl.DataFrame:
    """The published matrices side by side: a column for each year of which there is one."""
    table = shelf.frame(MATRIX)
    if table is None:
        return pl.DataFrame(schema={HOST: pl.String, ORIGIN: pl.String})
    own = table.select(HOST, ORIGIN, "TIME_PERIOD", "OBS_VALUE")
    return own.pivot(on="TIME_PERIOD", index=[HOST, ORIGIN], values="OBS_VALUE")


_Inputs = tuple[pl.DataFrame, pl.DataFrame, str, dict[str, float], str]


@lru_cache(maxsize=8)
def _inputs(shelf: Shelf, year: str, income: str) -> _Inputs | None:
    """Kept by releases, which never change."""
    matrix, stock, earned = (shelf.frame(name) for name in (MATRIX, STOCKS, INCOMES[income]))
    if matrix is None or stock is None or earned is None:
        return None
    return (published_of(matrix, year), *stocks_of(stock, year), *incomes_of(earned, year))


def _own(written: str, found: list[Unclear]) -> tuple[tuple[str, str, float], ...]:
    """Stocks a reader gives: "USA,MEX,11000000", host first, several with ";" or on lines of their own."""
    lines = [line.strip() for line in written.replace(";", "\n").splitlines() if line.strip()]
    if len(lines) > MOST_OWN:
        problem = _("There are more than %(most)s pairs.") % {"most": MOST_OWN}
        found.append(Unclear("stocks", problem, _("Give only those that differ from the published ones.")))
        return ()
    stocks: dict[tuple[str, str], float] = {}
    for line in lines:
        parts = [part.strip() for part in line.split(",")]
        codes = [Resolver.carried().code(part) for part in parts[:2]]
        migrants = _number(parts[2]) if len(parts) == 3 else None
        if len(codes) < 2 or None in codes or migrants is None or not 0 <= migrants <= MOST_MIGRANTS:
            problem = _("“%(line)s” is not understood.") % {"line": line[:60]}
            mend = _("Write host country, country of origin and number, such as USA,MEX,11000000.")
            found.append(Unclear("stocks", problem, mend))
            continue
        stocks[str(codes[0]), str(codes[1])] = migrants
    return tuple((*pair, migrants) for pair, migrants in sorted(stocks.items()))


def _number(written: str) -> float | None:
    try:
        value = float(written)
    except ValueError:
        return None
    return value if math.isfinite(value) else None
