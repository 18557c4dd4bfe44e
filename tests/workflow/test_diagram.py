"""Diagrams and manual pages, drawn from the table."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta
from itertools import combinations
from xml.etree import ElementTree as ET

import pytest
from django.core.management import CommandError, call_command

from datasets import workflow as tables
from tests.workflow.examples import PERMIT
from workflow.deadlines import WorkingDays
from workflow.diagram import mermaid, svg
from workflow.layout import layout
from workflow.manual import page
from workflow.registry import registered
from workflow.table import State, Transition, Workflow

SVG = "{http://www.w3.org/2000/svg}"
LABELS = {"draft": "borrador", "grant": 'conceder "ya"; #1', "judge": "juez & cía"}


def test_mermaid_has_every_state_and_every_step_with_its_roles():
    assert mermaid(PERMIT).splitlines() == [
        "stateDiagram-v2",
        "    direction LR",
        '    state "draft" as draft',
        '    state "filed" as filed',
        '    state "granted" as granted',
        '    state "refused" as refused',
        "    [*] --> draft",
        "    draft --> filed: file (owner)",
        "    filed --> draft: return to owner (clerk, judge)",
        "    filed --> granted: grant (judge)",
        "    draft --> refused: refuse (judge)",
        "    filed --> refused: refuse (judge)",
        "    granted --> [*]",
        "    refused --> [*]",
    ]


def test_labels_in_another_language_cannot_break_mermaid():
    drawn = mermaid(PERMIT, LABELS)

    assert 'state "borrador" as draft' in drawn
    assert "filed --> granted: conceder #34;ya#34;#59; #35;1 (juez & cía)" in drawn


def test_the_picture_says_in_words_what_it_shows():
    drawn = ET.fromstring(svg(PERMIT, LABELS, title="El permiso"))  # noqa: S314 - our own text

    title, description = drawn.find(f"{SVG}title"), drawn.find(f"{SVG}desc")
    assert drawn.get("role") == "img"
    assert drawn.get("aria-labelledby").split() == [title.get("id"), description.get("id")]
    assert title.text == "El permiso"
    assert 'filed → granted: conceder "ya"; #1 (juez & cía)' in description.text
    assert {text.text for text in drawn.iter(f"{SVG}text")} >= {"borrador", "filed", "granted", 'conceder "ya"; #1'}


def test_the_picture_needs_nothing_from_outside_and_no_inline_style():
    assert not re.search(r"style=|<style|<script|href=|https?://(?!www\.w3\.org/2000/svg)", svg(PERMIT))


def boxes(drawn):
    for box in drawn.iter(f"{SVG}rect"):
        x, y, width, height = (float(box.get(name)) for name in ("x", "y", "width", "height"))
        yield x, y, x + width, y + height


def test_boxes_stand_apart_and_inside_the_picture():
    drawn = ET.fromstring(svg(PERMIT))  # noqa: S314 - our own text
    width, height = float(drawn.get("width")), float(drawn.get("height"))

    for left, top, right, bottom in boxes(drawn):
        assert left >= 0
        assert top >= 0
        assert right <= width
        assert bottom <= height
    for one, other in combinations(boxes(drawn), 2):
        assert one[2] <= other[0] or other[2] <= one[0] or one[3] <= other[1] or other[3] <= one[1]


def test_a_step_back_into_the_same_state_is_drawn_as_a_loop():
    again = Transition(name="correct", sources=("draft",), target="draft", roles=frozenset({"owner"}))

    drawn = svg(replace(PERMIT, transitions=(*PERMIT.transitions, again)))

    assert "correct" in drawn


def test_arrows_that_close_a_circle_are_turned_and_long_ones_pass_between():
    found = layout("abc", [("a", "b"), ("b", "c"), ("c", "a"), ("a", "c")])

    assert [set(column) for column in found.columns] == [{"a"}, {"b", "a>c/1"}, {"c"}]
    assert found.turned == {("c", "a")}
    assert found.routes["a", "c"] == found.routes["c", "a"] == ("a", "a>c/1", "c")


def test_the_page_of_the_manual_tells_guards_reasons_and_deadlines():
    workflow = replace(
        PERMIT,
        transitions=(
            replace(PERMIT.transition("file"), deadline=WorkingDays(10)),
            replace(PERMIT.transition("grant"), deadline=timedelta(hours=36)),
            replace(PERMIT.transition("refuse"), sources=("filed",)),
        ),
    )

    written = page(workflow)

    assert "| draft | file | filed | owner |  |  | 10 working days |" in written
    assert "| filed | grant | granted | judge |  | `complete` | 1.5 days |" in written
    assert "| filed | refuse | refused | judge | needed |  |  |" in written
    assert "- `complete`: Refuses a permit with missing pages" in written


def test_the_manual_is_in_step_with_the_tables():
    call_command("workflow_diagrams", "--check")


def test_a_changed_table_and_a_page_without_a_table_are_noticed_and_mended(tmp_path, capsys):
    call_command("workflow_diagrams", "--folder", str(tmp_path))
    (tmp_path / "release.md").write_text("old")
    (tmp_path / "gone.md").write_text("gone")

    with pytest.raises(CommandError, match=r"release\.md, gone\.md; run manage\.py workflow_diagrams"):
        call_command("workflow_diagrams", "--folder", str(tmp_path), "--check")
    call_command("workflow_diagrams", "--folder", str(tmp_path))

    call_command("workflow_diagrams", "--folder", str(tmp_path), "--check")
    assert {path.stem for path in tmp_path.iterdir()} == set(registered())


def test_workflows_are_found_where_the_rooms_keep_them():
    assert registered()["release"] is tables.RELEASE


def test_two_workflows_of_one_name_are_refused(monkeypatch):
    twin = Workflow(
        name="release",
        states=(State(name="a"), State(name="b", final=True)),
        transitions=(Transition(name="go", sources=("a",), target="b", roles=frozenset({"x"})),),
    )
    monkeypatch.setattr(tables, "TWIN", twin, raising=False)

    with pytest.raises(ValueError, match="two workflows are called release"):
        registered()
