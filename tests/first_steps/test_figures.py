"""The figure of lab 00 says what it shows."""

import pytest

from labkit.first_steps import figures
from labkit.messages import set_language
from labkit.training import History


@pytest.mark.parametrize(("language", "numbers"), [("fr", "2,58 → 0,81"), ("en", "2.58 → 0.81")])
def test_the_learning_curve_says_where_it_starts_and_ends(language, numbers):
    set_language(language)
    curves = History()
    curves.add(1, loss=2.58)
    curves.add(6, loss=0.81)
    drawing = figures.learning(curves, 0.8)
    assert numbers in drawing.alt
    curve, floor = drawing.axes.lines
    assert curve.get_xydata().tolist() == [[1, 2.58], [6, 0.81]]
    assert set(floor.get_ydata()) == {0.8}
