"""World maps without a file of coastlines: where cities stand, there is land.

The grey ground is made of all 34,000 cities of GeoNames (CC BY 4.0); it needs no download. Longitude runs to the right,
latitude up, both in degrees (plate carrée).
"""

from collections.abc import Mapping, Sequence

import numpy as np
from jaxtyping import Float
from matplotlib.axes import Axes
from matplotlib.colors import ListedColormap

from labkit.messages import number, say
from labkit.plots import FAINT, INK, MAP, MIRAGE, STYLE, Drawing, _axes
from labkit.representations import cities

FIGSIZE = (6.4, 3.5)  # inches
CONTINENTS = ("AF", "AS", "EU", "NA", "OC", "SA")
COLOURS = dict(zip(CONTINENTS, ("#d55e00", "#0072b2", "#009e73", "#cc79a7", "#222222", "#a67c00"), strict=True))
MARKERS = dict(zip(CONTINENTS, "o^sDvP", strict=True))


def ground(ax: Axes) -> Axes:
    """Parallels and meridians every 30°, and the inhabited land in grey."""
    grey = ListedColormap(["#ffffff00", "#dfe3e8"])
    ax.imshow(cities.land(1.5), extent=(-180, 180, -90, 90), cmap=grey, interpolation="nearest", zorder=0)
    meridians, parallels = range(-180, 181, 60), range(-60, 61, 30)
    ax.set_xticks(meridians, [_angle(x, say("maps.east_west")) for x in meridians])
    ax.set_yticks(parallels, [_angle(y, "NS") for y in parallels])
    ax.grid(color="#c9ced6", linewidth=0.5, zorder=0.5)
    ax.set(xlim=(-180, 180), ylim=(-72, 85), aspect="equal")
    ax.tick_params(length=0, labelsize=8)
    return ax


def _angle(degrees: int, letters: str) -> str:
    """60°E or 30°S; no letter for 0° and 180°."""
    return f"{abs(degrees)}°" + ("" if degrees % 180 == 0 else letters[degrees < 0])


def decoded(
    true: Float[np.ndarray, "city 3"],
    read: Float[np.ndarray, "city 3"],
    continents: Sequence[str],
    *,
    names: Mapping[int, str] | None = None,
    title: str = "",
    ax: Axes | None = None,
) -> Drawing:
    """Where a probe puts cities, with a line from the true place to each.

    Args:
        true: Unit vectors of the cities.
        read: What the probe reads, vectors of any length: their direction counts.
        continents: Code of each city's continent; gives colour and marker.
        names: Cities to name on the map, by their index.
    """
    ax = ground(_axes(ax, FIGSIZE))
    (lat, lon), (lat_read, lon_read) = cities.degrees(true).T, cities.degrees(read).T
    lon_read = lon + (lon_read - lon + 180) % 360 - 180  # the nearest way around
    for here, there in zip(zip(lon, lat, strict=True), zip(lon_read, lat_read, strict=True), strict=True):
        ax.plot(*zip(here, there, strict=True), color=FAINT, linewidth=0.5, alpha=0.6, zorder=1)
    lon_read = (lon_read + 180) % 360 - 180
    for code in CONTINENTS:
        of = np.array([c == code for c in continents])
        if of.any():
            label = say(f"maps.{code}")
            ax.scatter(lon_read[of], lat_read[of], s=13, c=COLOURS[code], marker=MARKERS[code], label=label, zorder=2)
    for i, name in (names or {}).items():
        ax.annotate(
            name, (lon_read[i], lat_read[i]), xytext=(4, 3), textcoords="offset points", fontsize=8.5, color=INK
        )
    ax.legend(loc="lower left", fontsize=7.5, ncols=2, handletextpad=0.1, columnspacing=0.6, facecolor="white")
    ax.set_title(title, fontsize=10.5)
    return Drawing(ax, decoded_alt(true, read, title))


def decoded_alt(true: Float[np.ndarray, "city 3"], read: Float[np.ndarray, "city 3"], title: str = "") -> str:
    """What `decoded` shows, in a sentence."""
    off = np.median(off_by(true, read))
    return say("maps.decoded_alt", title=title, count=len(true), km=number(float(off), 0)).strip()


def off_by(true: Float[np.ndarray, "city 3"], read: Float[np.ndarray, "city 3"]) -> Float[np.ndarray, " city"]:
    """Kilometres between the true place and the direction of what is read."""
    return cities.kilometres(true, read / np.maximum(np.linalg.norm(read, axis=1, keepdims=True), 1e-12))


def found(
    true: Float[np.ndarray, "city 3"],
    by_probe: Float[np.ndarray, "city 3"],
    by_answers: Float[np.ndarray, "city 3"],
    names: Sequence[str],
    *,
    title: str = "",
    ax: Axes | None = None,
) -> Drawing:
    """Hidden cities: the true place, where the probe puts it, and where the model's own answers put it."""
    ax = ground(_axes(ax, FIGSIZE))
    (lat, lon) = cities.degrees(true).T
    ax.scatter(lon, lat, s=60, facecolors="none", edgecolors=INK, linewidths=1.3, label=say("maps.true"), zorder=3)
    for read, colour, marker, key in ((by_probe, MIRAGE, "^", "probe"), (by_answers, MAP, "x", "answers")):
        lat_read, lon_read = cities.degrees(read).T
        lon_read = lon + (lon_read - lon + 180) % 360 - 180
        for i in range(len(lon)):
            ax.plot([lon[i], lon_read[i]], [lat[i], lat_read[i]], color=colour, linewidth=0.8, zorder=2)
        ax.scatter(lon_read, lat_read, s=28, c=colour, marker=marker, label=say(f"maps.{key}"), zorder=4)
    for x, y, name in zip(lon, lat, names, strict=True):
        ax.annotate(name, (x, y), xytext=(6, 5), textcoords="offset points", fontsize=8.5, color=INK)
    ax.legend(loc="lower left", fontsize=8)
    ax.set_title(title, fontsize=10.5)
    return Drawing(ax, found_alt(true, by_probe, by_answers, names, title=title))


def found_alt(
    true: Float[np.ndarray, "city 3"],
    by_probe: Float[np.ndarray, "city 3"],
    by_answers: Float[np.ndarray, "city 3"],
    names: Sequence[str],
    *,
    title: str = "",
) -> str:
    """What `found` shows, in a sentence."""
    listed = "; ".join(
        say("maps.found_one", name=name, probe=number(float(p), 0), answers=number(float(a), 0))
        for name, p, a in zip(names, off_by(true, by_probe), off_by(true, by_answers), strict=True)
    )
    return say("maps.found_alt", title=title, listed=listed)


def lies(
    names: Sequence[str], fitted: Sequence[float], held_out: Sequence[float], *, ax: Axes | None = None
) -> Drawing:
    """R² of several readings: on what the probe was fitted on (open squares), and on what it never met (bars)."""
    ax = _axes(ax, (7.2, 0.9 + 0.42 * len(names)))
    rows, floor = np.arange(len(names)), -1.0
    shown = np.maximum(held_out, floor)
    ax.barh(rows, shown, height=0.55, color=[MAP if i == 0 else MIRAGE for i in rows], label=say("maps.held_out"))
    ax.scatter(fitted, rows, s=40, marker="s", facecolors="none", edgecolors=INK, label=say("maps.fitted"), zorder=3)
    for row, value in zip(rows, held_out, strict=True):
        ax.text(1.3, row, number(value, 2), va="center", ha="right", color=INK, fontsize=9.5)
    ax.axvline(0, color=INK, linewidth=0.8)
    ax.set_yticks(rows, names)
    ax.invert_yaxis()
    ax.set(xlim=(floor - 0.05, 1.32), xlabel="R²")
    ax.set_xticks([-1, -0.5, 0, 0.5, 1], [number(x, 1) for x in (-1, -0.5, 0, 0.5, 1)])
    ax.figure.legend(loc="outside upper left", ncols=2, fontsize=9, frameon=False)
    listed = "; ".join(
        say("maps.lies_one", name=name, fitted=number(f, 2), held_out=number(h, 2))
        for name, f, h in zip(names, fitted, held_out, strict=True)
    )
    return Drawing(ax, say("maps.lies_alt", listed=listed))


def two_readouts(medians: Mapping[str, tuple[float, float]], *, ax: Axes | None = None) -> Drawing:
    """How far from home hidden cities end up: (by the probe, by the model's own answers), medians in km by model."""
    ax = _axes(ax, (7.2, 1.0 + 0.5 * len(medians)))
    rows = np.arange(len(medians))
    for k, (colour, hatch, key) in enumerate(((MIRAGE, "//", "probe"), (MAP, None, "answers"))):
        values = [pair[k] for pair in medians.values()]
        y = rows + 0.2 * (2 * k - 1)
        ax.barh(y, values, height=0.36, color=colour, hatch=hatch, edgecolor="white", label=say(f"maps.{key}"))
        for place, value in zip(y, values, strict=True):
            ax.text(value * 1.06, place, number(value, 0) + " km", va="center", fontsize=9.5, color=INK)
    ax.set_yticks(rows, list(medians))
    ax.invert_yaxis()
    ax.set(xscale="log", xlabel=say("maps.median_km"))
    ax.set_xlim(10, max(max(pair) for pair in medians.values()) * 4)
    ticks = [10, 30, 100, 300, 1000, 3000]
    ax.set_xticks(ticks, [number(t, 0) for t in ticks])
    ax.figure.legend(loc="outside upper left", ncols=2, fontsize=9, frameon=False)
    listed = "; ".join(
        say("maps.found_one", name=name, probe=number(p, 0), answers=number(a, 0)) for name, (p, a) in medians.items()
    )
    return Drawing(ax, say("maps.two_readouts_alt", listed=listed))


def front(
    amounts: Sequence[float], error_km: Float[np.ndarray, "run amount"], r2: Float[np.ndarray, "run amount"]
) -> Drawing:
    """For each weight decay, the error of the answers (above) and how straight the map is (below); a line is a run."""
    import matplotlib as mpl
    from matplotlib.figure import Figure

    with mpl.rc_context(STYLE):
        figure = Figure(figsize=(6.4, 4.4), layout="constrained")
        panels = figure.subplots(2, sharex=True)
    x = np.arange(len(amounts))
    for panel, values, colour, title in zip(panels, (error_km, r2), (MIRAGE, MAP), ("error", "r2"), strict=True):
        panel.plot(x, values.T, color=colour, linewidth=0.8, alpha=0.5)
        panel.plot(x, np.median(values, axis=0), "-o", color=colour, linewidth=2, markersize=5)
        panel.set_title(say(f"maps.front_{title}"), fontsize=10.5)
    panels[0].set_ylim(0, None)
    panels[0].yaxis.set_major_formatter(lambda y, _: number(y, 0))
    panels[1].yaxis.set_major_formatter(lambda y, _: number(y, 1))
    panels[1].set_ylim(min(0.5, float(r2.min())), 1)
    panels[1].set_xticks(x, [number(a, 0 if a == int(a) else 1) for a in amounts])
    panels[1].set_xlabel(say("maps.front_decay"))
    listed = "; ".join(
        say("maps.front_one", decay=number(a, 1), km=number(e, 0), r2=number(r, 2))
        for a, e, r in zip(amounts, np.median(error_km, axis=0), np.median(r2, axis=0), strict=True)
    )
    return Drawing(tuple(panels), say("maps.front_alt", listed=listed))


def arrows(groups: Mapping[str, Float[np.ndarray, "feature 2"]]) -> Drawing:
    """The directions that a network of two numbers gives to its features, one panel for each regime."""
    import matplotlib as mpl
    from matplotlib.figure import Figure

    with mpl.rc_context(STYLE):
        figure = Figure(figsize=(3.2 * len(groups), 3.4), layout="constrained")
        panels = figure.subplots(1, len(groups))
    for panel, (title, vectors) in zip(panels, groups.items(), strict=True):
        for k, (x, y) in enumerate(vectors):
            if np.hypot(x, y) < 0.5:
                continue  # not kept
            panel.annotate("", (x, y), (0, 0), arrowprops=dict(arrowstyle="-|>", color=MAP, linewidth=1.8))
            panel.text(1.15 * x, 1.15 * y, str(k + 1), ha="center", va="center", color=INK)
        panel.set(xlim=(-1.5, 1.5), ylim=(-1.5, 1.5), aspect="equal", xticks=[], yticks=[])
        panel.set_title(title, fontsize=10.5)
    listed = "; ".join(f"{title}: {(np.linalg.norm(v, axis=1) > 0.5).sum()}/{len(v)}" for title, v in groups.items())
    return Drawing(tuple(panels), say("maps.arrows_alt", listed=listed))
