import math
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from charts.scales import Scale, breaks, class_of, ticks

sensible = st.floats(-1e12, 1e12).map(lambda value: 0.0 if abs(value) < 1e-6 else value)


@given(sensible, sensible, sensible, sensible)
def test_a_scale_keeps_the_order(low, high, one, other):
    scale = Scale(min(low, high), max(low, high), 40, 900)

    small, large = sorted((one, other))
    assert scale(small) <= scale(large)


@given(sensible, sensible)
def test_ticks_enclose_the_values_and_grow(low, high):
    low, high = sorted((low, high))
    marks = ticks(low, high)

    slack = 1e-6 * max(abs(low), abs(high), 1)
    assert marks[0] <= low + slack
    assert marks[-1] >= high - slack
    assert all(one < other for one, other in pairwise(marks))
    assert 2 <= len(marks) <= 12


@pytest.mark.parametrize(
    ("low", "high", "marks"),
    [
        (0, 10, [0, 2.5, 5, 7.5, 10]),
        (0, 8.066, [0, 2.5, 5, 7.5, 10]),
        (-4, 4, [-4, -2, 0, 2, 4]),
        (0, 0, [0, 0.25, 0.5, 0.75, 1]),
    ],
)
def test_ticks_are_round(low, high, marks):
    assert ticks(low, high) == marks


@given(st.lists(st.floats(0, 1e6), max_size=300))
def test_classes_are_at_most_six_and_none_is_empty_at_the_ends(values):
    limits = breaks(values)

    assert len(limits) <= 5
    assert list(limits) == sorted(set(limits))
    if limits:
        classes = {class_of(value, limits) for value in values}
        assert {0, len(limits)} <= classes


def test_classes_of_unequal_values_hold_about_as_many_each():
    values = [math.exp(i / 10) for i in range(120)]
    limits = breaks(values)
    sizes = [sum(class_of(value, limits) == i for value in values) for i in range(6)]

    assert min(sizes) >= 15


def test_no_values_make_no_classes():
    assert breaks([]) == breaks([math.nan]) == ()
