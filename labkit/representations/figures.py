"""The figures of lab and chapter 03; each function takes what the lab has in its hands, or what a run kept of it.

Places are unit vectors; what a probe reads of them are vectors of any length, of which the direction counts. World maps
need no file of coastlines: where one of the 34,000 cities of GeoNames (CC BY 4.0) stands, there is land. Longitude
runs to the right, latitude up, both in degrees (plate carrée). Islands have no land; their map keeps areas.
"""

import numpy as np
from matplotlib.axes import Axes
from matplotlib.colors import ListedColormap

from labkit import arguments, plots, results
from labkit.messages import number, say
from labkit.plots import FAINT, FONT_SIZE, INK, MAP, MIRAGE, PALE, PARROT, WIDTH, Drawing, listed, sentences
from labkit.representations import cities
from labkit.representations.measures import KEPT, kept
from labkit.widgets import explore

CONTINENTS = {  # colour and marker by code
    "AF": ("#d55e00", "o"),
    "AS": ("#0072b2", "^"),
    "EU": ("#009e73", "s"),
    "NA": ("#cc79a7", "D"),
    "OC": ("#222222", "v"),
    "SA": ("#a67c00", "P"),
}
SEAS = dict(zip(cities.SEAS, CONTINENTS.values(), strict=True))
READOUTS = {"alike": (MIRAGE, "^"), "answers": (MAP, "x")}  # colour and marker: a copier's place, the network's
RIVALS = {  # colour and hatch: who copies, who completes, who learns
    "constant": (FAINT, None),
    "parrot": (MIRAGE, None),
    "neighbour": (MIRAGE, None),
    "copier": (MIRAGE, "//"),
    "combiner": (MIRAGE, "xx"),
    "network": (MAP, None),
    "completion": (PARROT, None),
    "geometry": (PARROT, "//"),
}


# World maps


def unfolding(maps, atlas):
    """The map of the cities that a probe reads at several steps of training, {step: (city, 3)}, under a slider."""
    return _slider(maps, atlas)


def archipelago(island_maps, island_atlas):
    """The same for the islands."""
    return _slider(island_maps, island_atlas)


def _slider(maps, atlas):
    by_step = {int(step): read for step, read in maps.items()}
    return explore(
        lambda step: world_map(by_step[step], atlas),
        caption="",
        step=(say("plots.step"), sorted(by_step)),
    )


def llm_map(llm_read, llm_atlas, llm_layers):
    """The map that a probe reads in the last layer but one of those examined in a real model."""
    title = say("representations.llm_title", layer=llm_layers[-2])
    return world_map(llm_read, llm_atlas, title=title)


def world_map(read, atlas, *, title: str = "") -> Drawing:
    """Where a probe puts places, with a line from the true place to each; a continent, or sea, has colour and marker.

    Cities are drawn on a plate carrée with the inhabited land, islands on an empty map that keeps areas.
    """
    read, places, continents = (np.asarray(a) for a in (read, atlas["places"], atlas["continents"]))
    islands = set(continents.tolist()) <= set(cities.SEAS)
    strange = set(continents.tolist()) - set(SEAS if islands else CONTINENTS)
    if strange:
        allowed, value = ", ".join(CONTINENTS), min(strange)
        raise ValueError(say("session.bad_value", name='atlas["continents"]', allowed=allowed, value=value))
    ax = _ground(title, islands=islands)
    _draw_lines(ax, places, read, islands=islands, color=FAINT, linewidth=0.5, alpha=0.6, zorder=1)
    longitude, height = _on_paper(read, islands=islands)
    for code, (colour, marker) in (SEAS if islands else CONTINENTS).items():
        of = continents == code
        if of.any():
            label = say(f"representations.{'sea' if islands else 'continent'}.{code}")
            ax.scatter(longitude[of], height[of], s=13, c=colour, marker=marker, label=label, zorder=2)
    _legend_below(ax)
    key = "islands_read" if islands else "cities_read"
    said = say(f"representations.{key}", count=len(places), km=number(cities.median_km(places, read), 0))
    return Drawing(ax, sentences(say("representations.world_map"), title, said))


def hidden(hidden_names, hidden_places, hidden_read) -> Drawing:
    """Hidden islands: the true place, where a copier, a probe and the network's own answers put them."""
    places, off = np.asarray(hidden_places), {}
    longitude, height = _on_paper(places, islands=True)
    ax, true = _ground("", islands=True), say("representations.true")
    rings = dict(s=60, facecolors="none", edgecolors=INK, linewidths=1.3, zorder=3, clip_on=False)
    ax.scatter(longitude, height, label=true, **rings)
    for readout, (colour, marker) in READOUTS.items():
        found = np.asarray(hidden_read[readout])
        ends = _draw_lines(ax, places, found, islands=True, color=colour, linewidth=0.8, zorder=2)
        ax.scatter(*ends, s=28, c=colour, marker=marker, label=say(f"representations.{readout}"), zorder=4)
        off[readout] = cities.off_by(places, found)
    for x, y, name in zip(longitude, height, hidden_names, strict=True):
        right = (longitude > x) & (longitude < x + 50) & (abs(height - y - 5) < 15)  # somebody is where it would stand
        side = {"xytext": (-6, 5), "ha": "right"} if right.any() or x > 150 else {"xytext": (6, 5)}
        ax.annotate(name, (x, y), textcoords="offset points", color=INK, **side)
    _legend_below(ax)
    said = {
        name: say("representations.readouts_one", **{how: _km(km[place]) for how, km in off.items()})
        for place, name in enumerate(hidden_names)
    }
    return Drawing(ax, sentences(say("representations.world_map"), listed(said)))


def _ground(title: str, *, islands: bool) -> Axes:
    """Parallels and meridians, and, where there are cities, the inhabited land in grey."""
    ax = plots.axes(figsize=(WIDTH, 4.0))
    if not islands:
        grey = ListedColormap(["#ffffff00", "#80808044"])  # thin, for it is no ink that follows the page
        ax.imshow(cities.land(1.5), extent=(-180, 180, -90, 90), cmap=grey, interpolation="nearest", zorder=0)
    meridians, parallels = np.arange(-180, 181, 60), np.arange(-60, 61, 30)
    heights = 90 * np.sin(np.radians(parallels)) if islands else parallels
    ax.set_xticks(meridians, [_angle(int(x), say("representations.east_west")) for x in meridians])
    ax.set_yticks(heights, [_angle(int(y), "NS") for y in parallels])
    ax.grid(color=PALE, linewidth=0.5, zorder=0.5)
    ax.set(xlim=(-180, 180), ylim=(-90, 90) if islands else (-72, 85), aspect="equal")
    ax.tick_params(length=0)
    ax.set_title(title, fontsize=FONT_SIZE)
    return ax


def _on_paper(points, *, islands: bool):
    """Longitude and height on the map: latitude in degrees or, of islands, 90 times its sine, which keeps areas."""
    latitude, longitude = cities.degrees(points).T
    return longitude, 90 * np.sin(np.radians(latitude)) if islands else latitude


def _legend_below(ax):
    ax.figure.legend(loc="outside lower center", ncols=3, handletextpad=0.1, columnspacing=1, frameon=False)


def _angle(degrees: int, letters: str) -> str:
    """60°E or 30°S; no letter for 0° and 180°."""
    return f"{abs(degrees)}°" + ("" if degrees % 180 == 0 else letters[degrees < 0])


def _draw_lines(ax, places, read, *, islands: bool, **style):
    """A line from each place to what is read of it, the short way around; longitudes and heights of the ends."""
    (x, y), (x_read, y_read) = (_on_paper(points, islands=islands) for points in (places, read))
    x_read = x + (x_read - x + 180) % 360 - 180
    for start, end in zip(zip(x, y, strict=True), zip(x_read, y_read, strict=True), strict=True):
        ax.plot(*zip(start, end, strict=True), **style)
    return x_read, y_read


# Bars and curves


def probe_controls(controls) -> Drawing:
    """R² of a probe and of its controls: on what it was fitted on (open squares), and on what it never met (bars)."""
    ax = plots.axes(figsize=(WIDTH, 0.9 + 0.42 * len(controls)))
    names = [say(f"representations.{name}") for name in controls]
    rows, floor, (fitted, held_out) = np.arange(len(names)), -1.0, np.array(list(controls.values())).T
    colours = [{"trained": MAP, "table": PARROT}.get(name, MIRAGE) for name in controls]
    ax.barh(rows, np.maximum(held_out, floor), height=0.55, color=colours, label=say("representations.held_out"))
    square = dict(s=40, marker="s", facecolors="none", edgecolors=INK, zorder=3)
    ax.scatter(fitted, rows, label=say("representations.fitted"), **square)
    for row, value in zip(rows, held_out, strict=True):
        ax.text(1.6, row, number(value, 2), va="center", ha="right", color=INK)
    ax.axvline(0, color=INK, linewidth=0.8)
    ax.set(xlim=(floor - 0.05, 1.65), xlabel="R²", xticks=[-1, -0.5, 0, 0.5, 1])
    _name_rows(ax, names)
    said = (
        say("representations.controls_one", fitted=number(a), held_out=number(b))
        for a, b in zip(fitted, held_out, strict=True)
    )
    return Drawing(ax, sentences(say("representations.controls_alt"), listed(dict(zip(names, said, strict=True)))))


def rivals(rivals_km) -> Drawing:
    """Mean error of each rival on pairs never shown, in km, on the cities (above) and on the islands."""
    panels = plots.panels(len(rivals_km), sharex=True, figsize=(WIDTH, 5.2))
    said = []
    for panel, (world, errors) in zip(panels, rivals_km.items(), strict=True):
        errors = _from_worst_to_best(errors)
        names, title = [say(f"representations.rival.{name}") for name in errors], say(f"representations.{world}")
        for row, (name, km) in enumerate(errors.items()):
            colour, hatch = RIVALS[name]
            panel.barh(row, km, height=0.6, color=colour, hatch=hatch, edgecolor="white")
            panel.text(km * 1.06, row, f"{_km(km)} km", va="center", color=INK)
        panel.set_yticks(range(len(names)), names)
        panel.invert_yaxis()
        panel.set_title(title, fontsize=FONT_SIZE, loc="left")
        said.append(
            f"{title} – {listed({name: f'{_km(km)} km' for name, km in zip(names, errors.values(), strict=True)})}"
        )
    panels[-1].set(xscale="log", xlim=(10, 20_000), xlabel=say("representations.pair_error"))
    return Drawing(panels, sentences(say("representations.rivals_alt"), *said))


def plateau(run, island_run, at_once_run) -> Drawing:
    """Error on pairs never shown over training, in km: cities, islands told roughly first, islands told all at once."""
    ax = plots.axes()
    curves = {
        "cities": (run, dict(color=MIRAGE, marker="s")),
        "islands": (island_run, dict(color=MAP, marker="o")),
        "at_once": (at_once_run, dict(color=PARROT, linestyle="--")),
    }
    said = {}
    for world, (curve, style) in curves.items():
        steps, km = curve["error_km"]
        name = say(f"representations.{world}")
        ax.plot(steps, km, markersize=4, label=name, **style)
        said[name] = plots.trend(km, steps, write=_km)
    ax.set(xlabel=say("plots.step"), ylabel=say("representations.pair_error"), ylim=(0, None))
    ax.legend(frameon=False)
    return Drawing(ax, sentences(say("representations.plateau_alt"), listed(said)))


def _name_rows(ax, names):
    """Names of the bars, the first above, and a legend over them."""
    ax.set_yticks(range(len(names)), names)
    ax.invert_yaxis()
    ax.figure.legend(loc="outside upper left", ncols=2, frameon=False)


def _km(value) -> str:
    return number(float(value), 0)


def dose_response(dose) -> Drawing:
    """By how much answers change when a city is moved, and by how much geometry says that they should."""
    series = {say(f"representations.{name}"): dose[name] for name in ("moved", "borrowed", "arbitrary", "geometry")}
    labels = dict(xlabel=say("representations.dose"), ylabel=say("representations.response"))
    return plots.lines(dose["geometry"], series, **labels)


def llm_by_layer(llm_layers, llm_r2s) -> Drawing:
    """R² of the places of cities in the layers of a real model, for two prompts and for shuffled positions."""
    series = {say(f"representations.{name}"): values for name, values in llm_r2s.items()}
    return plots.lines(llm_layers, series, xlabel=say("representations.layer"), ylabel="R²")


# Lines of print


def progress_lines(run) -> list[str]:
    """Step, error of the answers in km, R² of the map: a line for each time that they were measured."""
    rows = zip(*run["error_km"], run["r2"][1], strict=True)
    return [f"{step:5} {number(km, 0):>6} km {number(r2, 2)}" for step, km, r2 in rows]


def rival_lines(errors_km) -> list[str]:
    """The mean error of each rival, in km: a line each."""
    errors = _from_worst_to_best(errors_km).items()
    return [f"{_km(km):>6} km  {say(f'representations.rival.{name}')}" for name, km in errors]


def _from_worst_to_best(errors_km):
    """The rivals by their error, the largest first."""
    return dict(sorted(errors_km.items(), key=lambda item: -item[1]))


def hidden_lines(hidden_km, near_km) -> list[str]:
    """Hidden islands: km from the true place (median), and mean error of the distances to near islands."""
    readings = [f"{_km(km):>6} km  {say(f'representations.{how}')}" for how, km in hidden_km.items()]
    return [say("representations.hidden_off"), *readings, say("representations.hidden_near"), *rival_lines(near_km)]


# Figures of the controls, which the chapter alone shows


def superposition() -> Drawing:
    """The directions that a network of two numbers gives to five features, often present or rarely."""
    run = results.runs("03_superposition")[0]
    groups = {say(f"representations.{name}"): np.array(run[name]) for name in ("dense", "sparse")}
    panels = plots.panels(2, columns=2, figsize=(WIDTH, 3.4))
    for panel, (title, directions) in zip(panels, groups.items(), strict=True):
        for k, (x, y) in enumerate(directions):
            if np.hypot(x, y) > KEPT:
                panel.annotate("", (x, y), (0, 0), arrowprops=dict(arrowstyle="-|>", color=MAP, linewidth=1.8))
                panel.text(1.15 * x, 1.15 * y, str(k + 1), ha="center", va="center", color=INK)
        panel.set(xlim=(-1.5, 1.5), ylim=(-1.5, 1.5), aspect="equal", xticks=[], yticks=[])
        panel.set_title(title, fontsize=FONT_SIZE)
    said = listed({title: f"{kept(directions)}/{len(directions)}" for title, directions in groups.items()})
    return Drawing(panels, sentences(say("representations.superposition_alt"), said))


arguments.check(__name__)
