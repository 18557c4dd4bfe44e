"""The colours of a picture that leaves the page: the light tokens of static/iimd.css (a test compares them)."""

from __future__ import annotations

TOKENS = {
    "ink": "#14202b",
    "ink-soft": "#4a5863",
    "surface": "#fff",
    "line": "#dcdfe0",
    "line-strong": "#75828c",
    "sea": "#0b5e6b",
    "ochre": "#9c5506",
    "plum": "#7a3b78",
    "moss": "#2a6f38",
    "brick": "#a83019",
    "slate": "#5a6b78",
    "sand": "#d9a054",
    "map-1": "#d3eaec",
    "map-2": "#a3d3d8",
    "map-3": "#6cb4bd",
    "map-4": "#3a919e",
    "map-5": "#156f7c",
    "map-6": "#06434d",
    "no-data": "#eceae4",
    "hatch": "#b9bcb8",
}
SERIES = ("sea", "ochre", "plum", "moss", "brick", "slate")
FONT = "Liberation Sans, Arial, Noto Sans, DejaVu Sans, sans-serif"


def _rules() -> list[tuple[str, str]]:
    """Selectors and declarations without custom properties, which converters do not know."""
    token = TOKENS
    rules = [
        (".ground", f"fill:{token['surface']}"),
        ("text", f"font-family:{FONT};fill:{token['ink-soft']}"),
        (".strong", f"fill:{token['ink']};font-weight:600"),
        (".ink", f"fill:{token['ink']}"),
        (".over", f"paint-order:stroke;stroke:{token['surface']};stroke-width:3"),
        (".grid", f"stroke:{token['line']}"),
        (".axis", f"stroke:{token['line-strong']}"),
        (".goal", f"stroke:{token['ink-soft']};stroke-dasharray:5 4"),
        (".break", f"stroke:{token['line-strong']};stroke-dasharray:2 3"),
        (".line", "fill:none;stroke-width:2.5;stroke-linejoin:round;stroke-linecap:round"),
        (".hit", "fill:none"),
        (".land", f"stroke:{token['surface']}"),
        (".tiny", f"stroke:{token['ink-soft']}"),
        (".rest", f"fill:{token['line']}"),
        (".from", f"fill:{token['sea']}"),
        (".to", f"fill:{token['sand']}"),
        (".end", f"stroke:{token['surface']}"),
        (".arc", f"fill:none;stroke:{token['ink']};stroke-linecap:round"),
        (".hatch-ground", f"fill:{token['no-data']}"),
        (".hatch-line", f"stroke:{token['hatch']}"),
    ]
    rules += [(f".q{i}", f"fill:{token[f'map-{i}']}") for i in range(1, 7)]
    for kind, colour in [
        *((f"s{i}", token[name]) for i, name in enumerate(SERIES, 1)),
        ("muted", token["line-strong"]),
    ]:
        rules += [
            (f".line.{kind}", f"stroke:{colour}"),
            (f".mark.{kind},.bar.{kind}", f"fill:{colour}"),
            (f".band.{kind}", f"fill:{colour};opacity:.14"),
            (f".name.{kind}", f"fill:{colour};font-weight:600"),
        ]
    return rules


STYLE = "".join(f"{selector}{{{declarations}}}" for selector, declarations in _rules())
