"""Figures as SVG in a page: no identifier, the ink of the page, few elements, the same text at every run."""

import re
from xml.etree import ElementTree

import matplotlib as mpl
import numpy as np
import pytest

from labkit import plots
from labkit.svg import svg

SVG = "{http://www.w3.org/2000/svg}"


def drawn(draw):
    """Draw on new axes; the elements of the SVG."""
    ax = plots.axes()
    draw(ax)
    return ElementTree.fromstring(svg(ax.figure))


def paths(tree, **attributes):
    found = tree.iter(f"{SVG}path")
    return [p for p in found if all(p.get(name.replace("_", "-")) == value for name, value in attributes.items())]


def everything(ax):
    ax.plot([0, 1, 2], [1, 2, 1.5], "o--", color=plots.MAP)
    ax.fill_between([0, 1, 2], [0, 1, 0], alpha=0.2, color=plots.MIRAGE)
    ax.bar([0, 1], [1, 2], hatch="//", color=plots.PARROT)
    ax.imshow(np.eye(3), extent=(0, 1, 0, 1), aspect="auto")
    ax.axis([0, 2, 0, 2])
    ax.annotate("a < b & c", (1, 1), (1.5, 1.5), arrowprops={"arrowstyle": "-|>"})
    ax.set_title("$p^3$ of it")
    ax.set_xlabel("two\nlines")


def test_the_same_text_at_every_run_without_identifiers_and_with_nothing_to_load():
    first, second = (ElementTree.tostring(drawn(everything)) for _ in range(2))
    assert first == second
    assert b" id=" not in first
    assert b"url(" not in first
    assert not re.search(rb'href="(?!data:)', first)


def test_the_figure_itself_is_left_as_it_was():
    ax = plots.axes()
    ax.plot([1, 2])
    before = ax.figure.dpi, ax.patch.get_visible(), ax.figure.patch.get_visible()
    svg(ax.figure)
    assert (ax.figure.dpi, ax.patch.get_visible(), ax.figure.patch.get_visible()) == before


def test_the_ground_is_transparent_and_greys_are_thin_ink():
    tree = drawn(lambda ax: (ax.plot([1, 2], color=plots.INK), ax.plot([2, 1], color=plots.FAINT)))
    assert not paths(tree, fill="#ffffff")
    lines = paths(tree, stroke="currentColor", stroke_width="2")
    assert [line.get("stroke-opacity") for line in lines] == [None, "0.62"]
    assert {text.get("fill") for text in tree.iter(f"{SVG}text")} == {None}  # of the root: currentColor
    assert tree.get("fill") == "currentColor"


def test_colours_are_those_that_the_rules_of_the_page_look_for():
    tree = drawn(lambda ax: (ax.plot([1, 2], color=plots.MAP), ax.bar([1], [1], color=plots.MIRAGE)))
    assert paths(tree, stroke=plots.MAP)
    assert paths(tree, fill=plots.MIRAGE)


def test_text_is_text():
    texts = ["".join(text.itertext()) for text in drawn(everything).iter(f"{SVG}text")]
    assert {"a < b & c", "p3 of it", "two", "lines"} <= set(texts)


def test_three_hundred_dots_of_one_colour_are_one_element():
    x, y = np.random.default_rng(0).random((2, 300))
    tree = drawn(lambda ax: ax.scatter(x, y, color=plots.MAP, s=9))
    (dots,) = paths(tree, stroke=plots.MAP)
    assert dots.get("d").count("h0") == 300
    tree = drawn(lambda ax: ax.scatter(x, y, color=plots.MAP, alpha=0.5))
    assert len(paths(tree, stroke=plots.MAP)) == 300  # each darkens what is below it


def test_a_cross_stands_where_it_belongs():
    tree = drawn(lambda ax: (ax.plot([1], [1], "x", color=plots.MAP, markersize=9), ax.axis([0, 2, 0, 2])))
    (cross,) = paths(tree, stroke=plots.MAP)
    starts = [tuple(map(float, pair)) for pair in re.findall(r"M([\d.]+) ([\d.]+)", cross.get("d"))]
    assert len(starts) == 2
    assert all(abs(a - b) <= 12 for a, b in zip(*starts, strict=True))  # the size of the marker, in pixels


def test_a_path_goes_through_its_points():
    tree = drawn(lambda ax: (ax.plot([0, 1, 1, 2], [0, 1, 0.5, 0.5], color=plots.MAP), ax.axis([0, 2, 0, 1])))
    (path,) = paths(tree, stroke=plots.MAP)
    x0, y0, steps = re.fullmatch(r"M([\d.]+) ([\d.]+)(.*)", path.get("d")).groups()
    slope, down, right = re.fullmatch(r"l(.+)v(.+)h(.+)", steps).groups()
    dx, dy = (float(n) for n in re.fullmatch(r"([\d.]+)(-[\d.]+)", slope).groups())
    assert float(right) == pytest.approx(dx, abs=0.11)
    assert float(down) == pytest.approx(-dy / 2, abs=0.11)
    assert float(x0) + 2 * dx < 614.4
    assert 0 < float(y0) + dy < float(y0) < 326.4


def test_what_leaves_the_axes_is_hidden_and_what_is_outside_is_left_out():
    def draw(ax):
        ax.axis([0, 1, 0, 1])
        ax.plot([0.5, 5], [0.5, 5], color=plots.MAP)
        ax.plot([3, 5], [3, 5], color=plots.MIRAGE)

    tree = drawn(draw)
    (window,) = tree.iter(f"{SVG}svg") if tree.tag != f"{SVG}svg" else list(tree.iter(f"{SVG}svg"))[1:]
    assert float(window.get("x")) + float(window.get("width")) < 614.4
    assert paths(window, stroke=plots.MAP)
    assert not paths(tree, stroke=plots.MIRAGE)


def test_the_area_under_a_curve_is_drawn_wherever_it_lies_and_cut_at_the_axes():
    def draw(ax):
        ax.axis([1, 2, 1, 2])
        ax.fill_between([1, 1.5, 2], [1.2] * 3, [1.8] * 3, color=plots.MIRAGE, alpha=0.2, linewidth=0)
        ax.fill_between([1, 3], [1, 1], [1.1, 1.1], color=plots.MAP, linewidth=0)
        ax.fill_between([3, 4], [3, 3], [4, 4], color=plots.PARROT, linewidth=0)

    tree = drawn(draw)
    assert len(paths(tree, fill=plots.MIRAGE)) == 1
    (window,) = list(tree.iter(f"{SVG}svg"))[1:]
    assert paths(window, fill=plots.MAP)
    assert not paths(tree, fill=plots.PARROT)


def test_a_white_word_on_a_bar_stays_white():
    tree = drawn(lambda ax: ax.text(0.5, 0.5, "on blue", color="white"))
    assert next(t for t in tree.iter(f"{SVG}text") if t.text == "on blue").get("fill") == "#ffffff"


def test_a_drawing_of_too_many_lines_becomes_a_bitmap_on_a_ground_of_its_own(monkeypatch):
    monkeypatch.setattr(plots, "MOST_CHARACTERS", 5_000)
    ax = plots.axes()
    ax.scatter(*np.random.default_rng(0).random((2, 2000)), marker="s", s=1)
    html = plots.Drawing(ax, "Noise.").html()
    assert "<svg" not in html
    assert len(html) < 150_000
    assert mpl.colors.to_hex(ax.figure.get_facecolor()) == "#ffffff"
