"""Any specification as Vega-Lite, for people who go on drawing elsewhere. The data stand inside."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, assert_never

from charts.bar import BarChart
from charts.line import LineChart
from charts.map import CorridorMap, WorldMap
from charts.palette import SERIES, TOKENS
from charts.scales import finite
from charts.spark import Sparkline
from charts.svg import Spec

SCHEMA = "https://vega.github.io/schema/vega-lite/v6.json"


def render(spec: Spec) -> dict[str, Any]:
    """The specification. A map becomes ranked bars: shapes are too heavy to carry in a specification."""
    match spec:
        case LineChart():
            return _frame(spec) | _lines(spec)
        case BarChart():
            pairs = [(bar.name, bar.value) for bar in spec.bars]
            return _frame(spec) | _bars(pairs, spec.name_heading, spec.value_heading)
        case WorldMap():
            named = [(spec.names.get(code, code), value) for code, value in spec.values.items()]
            return _frame(spec) | _bars(named, spec.name_heading, spec.value_heading)
        case Sparkline():
            pairs = list(zip(spec.periods, spec.values, strict=True))
            return _frame(spec) | _marks("line", pairs, spec.period_heading, spec.title)
        case CorridorMap():
            names = [(spec.names.get(code, code), 1.0) for code in (spec.origin, spec.destination)]
            return _frame(spec) | _bars(names, "", "")
        case _:
            assert_never(spec)


def _frame(spec: Spec) -> dict[str, Any]:
    title = {"text": spec.title, "subtitle": spec.description, "anchor": "start"}
    return {"$schema": SCHEMA, "title": title, "description": spec.description, "width": 640}


def _lines(spec: LineChart) -> dict[str, Any]:
    values = [
        {"period": period, "series": series.name, "value": value}
        for series in spec.series
        for period, value in zip(spec.periods, _drawable(series.values), strict=True)
    ]
    layers: list[dict[str, Any]] = [
        {
            "data": {"values": values},
            "mark": {"type": "line", "strokeWidth": 2.5, "invalid": "break-paths-show-path-domains"},
            "encoding": {
                "x": {"field": "period", "type": "ordinal", "sort": list(spec.periods), "title": spec.period_heading},
                "y": {"field": "value", "type": "quantitative", "title": None, "scale": {"zero": spec.from_zero}},
                "color": {
                    "field": "series",
                    "type": "nominal",
                    "sort": [series.name for series in spec.series],
                    "title": None,
                    "scale": {"range": [TOKENS[name] for name in SERIES]},
                },
            },
        }
    ]
    goals = [{"value": goal.value, "label": goal.label} for goal in spec.goals]
    if goals:
        encoding = {"y": {"field": "value", "type": "quantitative"}}
        layers.append({"data": {"values": goals}, "mark": {"type": "rule", "strokeDash": [5, 4]}, "encoding": encoding})
    return {"height": 320, "layer": layers}


def _bars(pairs: Sequence[tuple[str, float | None]], name: str, value: str) -> dict[str, Any]:
    rows = [{"name": key, "value": number} for key, number in zip(*_columns(pairs), strict=True)]
    return {
        "data": {"values": rows},
        "mark": {"type": "bar", "color": TOKENS["sea"]},
        "encoding": {
            "y": {"field": "name", "type": "nominal", "sort": None, "title": name},
            "x": {"field": "value", "type": "quantitative", "title": value},
        },
    }


def _marks(mark: str, pairs: Sequence[tuple[str, float | None]], name: str, value: str) -> dict[str, Any]:
    rows = [{"name": key, "value": number} for key, number in zip(*_columns(pairs), strict=True)]
    return {
        "data": {"values": rows},
        "mark": {"type": mark, "color": TOKENS["sea"]},
        "encoding": {
            "x": {"field": "name", "type": "ordinal", "sort": None, "title": name},
            "y": {"field": "value", "type": "quantitative", "title": value},
        },
    }


def _columns(pairs: Sequence[tuple[str, float | None]]) -> tuple[list[str], list[float | None]]:
    return [name for name, _value in pairs], _drawable([value for _name, value in pairs])


def _drawable(values: Sequence[float | None]) -> list[float | None]:
    """JSON has no infinity and no "not a number": they become null, which Vega-Lite leaves out."""
    return [value if finite([value]) else None for value in values]
