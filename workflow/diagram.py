"""A workflow drawn from its table: Mermaid text for manuals, SVG for pages.

Labels are handed in by code, so that translation stays outside; a code without a label is shown with spaces for its
underscores.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from html import escape
from itertools import pairwise

from workflow.layout import Edge, Layout, layout
from workflow.table import Transition, Workflow

Labels = Mapping[str, str]

# Measures in pixels. A letter of a 14-pixel sans-serif is at most about 8 wide on average, of a 12-pixel one 6.5.
BOX_HEIGHT, ROW, PORT, MARGIN = 40, 88, 24, 24
LETTER, SMALL_LETTER = 8, 6.5


def label(code: str, labels: Labels) -> str:
    """The word for a code."""
    return str(labels.get(code, code.replace("_", " ")))


def mermaid(workflow: Workflow, labels: Labels | None = None) -> str:
    """The workflow as a Mermaid state diagram, with the roles of each step in brackets."""
    labels = labels or {}
    lines = ["stateDiagram-v2", "    direction LR"]
    lines += [f'    state "{_mermaid_text(label(name, labels))}" as {name}' for name in workflow.state_names]
    lines.append(f"    [*] --> {workflow.initial}")
    for step in workflow.transitions:
        text = _mermaid_text(_with_roles(step, labels))
        lines += [f"    {source} --> {step.target}: {text}" for source in step.sources]
    lines += [f"    {state.name} --> [*]" for state in workflow.states if state.final]
    return "\n".join(lines) + "\n"


def svg(workflow: Workflow, labels: Labels | None = None, *, title: str = "") -> str:
    """The workflow as an SVG in the colour of the text around it; its description lists every step in words.

    Give `title` in the reader's language. Classes `workflow-state`, `workflow-step` and `workflow-label` are there to
    be styled; nothing inside needs a style sheet or an inline style.
    """
    return _Drawing(workflow, labels or {}).render(title or label(workflow.name, labels or {}))


def _with_roles(step: Transition, labels: Labels) -> str:
    return f"{label(step.name, labels)} ({', '.join(label(role, labels) for role in sorted(step.roles))})"


def _mermaid_text(text: str) -> str:
    return text.translate({ord(letter): f"#{ord(letter)};" for letter in '"#;:'}).replace("\n", " ")


@dataclass(frozen=True, slots=True)
class _Place:
    """A box, or a point that a long arrow passes."""

    x: float
    y: float
    width: float
    height: float


class _Drawing:
    """Turns a layout into shapes; one use."""

    def __init__(self, workflow: Workflow, labels: Labels) -> None:
        self.workflow, self.labels = workflow, labels
        self.texts: dict[Edge, list[str]] = {}
        for step in workflow.transitions:
            for source in step.sources:
                self.texts.setdefault((source, step.target), []).append(label(step.name, labels))
        self.loops = [edge for edge in self.texts if edge[0] == edge[1]]
        self.layout: Layout = layout(workflow.state_names, [edge for edge in self.texts if edge[0] != edge[1]])
        self.height = max(map(len, self.layout.columns)) * ROW + 2 * MARGIN
        self.places: dict[str, _Place] = {}
        self.width = self._place()

    def render(self, title: str) -> str:
        name = f"workflow-{self.workflow.name}"
        steps = "; ".join(
            f"{label(source, self.labels)} → {label(step.target, self.labels)}: {_with_roles(step, self.labels)}"
            for step in self.workflow.transitions
            for source in step.sources
        )
        return "\n".join(
            [
                f'<svg xmlns="http://www.w3.org/2000/svg" class="workflow" '
                f'viewBox="0 0 {self.width:g} {self.height:g}" width="{self.width:g}" height="{self.height:g}" '
                'role="img" '
                f'aria-labelledby="{name}-title {name}-desc" font-family="inherit" font-size="14">',
                f'<title id="{name}-title">{escape(title)}</title>',
                f'<desc id="{name}-desc">{escape(steps)}</desc>',
                f'<defs><marker id="{name}-arrow" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="8" markerHeight="8" '
                'orient="auto-start-reverse"><path d="M0 0 8 4 0 8z" fill="currentColor"/></marker></defs>',
                *(self._arrow(edge, f"{name}-arrow") for edge in self.texts),
                *(self._box(state.name, state.final) for state in self.workflow.states),
                "</svg>\n",
            ]
        )

    def _place(self) -> float:
        """Gives every name its place and returns the width of the whole."""
        x = float(MARGIN)
        names = set(self.workflow.state_names)
        for number, column in enumerate(self.layout.columns):
            widths = [len(label(name, self.labels)) * LETTER + 28 for name in column if name in names]
            width = max(widths, default=0.0)
            top = (self.height - len(column) * ROW) / 2
            for row, name in enumerate(column):
                ports = max(self._ports(name))
                height = max(BOX_HEIGHT, ports * PORT) if name in names else 0.0
                self.places[name] = _Place(x, top + (row + 0.5) * ROW, width, height)
            x += width + self._gap(number)
        return x + MARGIN

    def _gap(self, column: int) -> float:
        """Room for the longest label between this column and the next; none after the last."""
        if column == len(self.layout.columns) - 1:
            return 0
        starts = set(self.layout.columns[column])
        texts = [text for edge, route in self.layout.routes.items() if route[0] in starts for text in self.texts[edge]]
        return max((len(text) * SMALL_LETTER for text in texts), default=0) + 56

    def _ports(self, name: str) -> tuple[int, int]:
        routes = self.layout.routes.values()
        return sum(route[-1] == name for route in routes), sum(route[0] == name for route in routes)

    def _port(self, edge: Edge, *, end: bool) -> float:
        """The height at which an arrow touches its box: arrows of one side stand below one another, uncrossed."""
        route = self.layout.routes[edge]
        name, side, near = (route[-1], -1, -2) if end else (route[0], 0, 1)
        beside = sorted(
            (other for other, path in self.layout.routes.items() if path[side] == name),
            key=lambda other: (self.places[self.layout.routes[other][near]].y, other in self.layout.turned),
        )
        return self.places[name].y + (beside.index(edge) - (len(beside) - 1) / 2) * PORT

    def _arrow(self, edge: Edge, marker: str) -> str:
        if edge in self.loops:
            return self._loop(edge, marker)
        route = [self.places[name] for name in self.layout.routes[edge]]
        start, end = self._port(edge, end=False), self._port(edge, end=True)
        heights = [start, *(place.y for place in route[1:-1]), end]
        path = f"M{route[0].x + route[0].width:g} {start:g}"
        for number, (left, right) in enumerate(pairwise(route)):
            from_x, to_x = left.x + left.width, right.x
            middle, y = (from_x + to_x) / 2, heights[number + 1]
            path += f"C{middle:g} {heights[number]:g} {middle:g} {y:g} {to_x:g} {y:g}"
            if right is not route[-1]:
                path += f"H{right.x + right.width:g}"
        which = "marker-start" if edge in self.layout.turned else "marker-end"
        middle = (route[0].x + route[0].width + route[1].x) / 2
        return self._line(path, which, marker) + self._text(edge, middle, (heights[0] + heights[1]) / 2 + 4)

    def _loop(self, edge: Edge, marker: str) -> str:
        box = self.places[edge[0]]
        middle, top = box.x + box.width / 2, box.y - box.height / 2
        path = (
            f"M{middle - 12:g} {top:g}"
            f"C{middle - 20:g} {top - 24:g} {middle + 20:g} {top - 24:g} {middle + 12:g} {top:g}"
        )
        return self._line(path, "marker-end", marker) + self._text(edge, middle, top - 22)

    @staticmethod
    def _line(path: str, which: str, marker: str) -> str:
        return (
            f'<path class="workflow-step" d="{path}" fill="none" stroke="currentColor" stroke-width="1.5" '
            f'{which}="url(#{marker})"/>'
        )

    def _text(self, edge: Edge, x: float, y: float) -> str:
        text = escape(" / ".join(self.texts[edge]))
        return (
            f'<text class="workflow-label" x="{x:g}" y="{y:g}" text-anchor="middle" font-size="12" '
            # A rim in the colour of the page keeps the words readable where they cross a line.
            f'fill="currentColor" stroke="Canvas" stroke-width="5" paint-order="stroke">{text}</text>'
        )

    def _box(self, name: str, final: bool) -> str:
        box = self.places[name]
        shape = (
            f'x="{box.x:g}" y="{box.y - box.height / 2:g}" width="{box.width:g}" height="{box.height:g}" rx="8" '
            f'fill="none" stroke="currentColor" stroke-width="{3 if final else 1.5}"'
        )
        return (
            f'<g class="workflow-state"><rect {shape}/><text x="{box.x + box.width / 2:g}" y="{box.y + 5:g}" '
            f'text-anchor="middle" fill="currentColor">{escape(label(name, self.labels))}</text></g>'
        )
