"""The figures of lab and chapter 03; each function takes what the lab has in its hands, or what a run kept of it.

Places are unit vectors; what a probe reads of them are vectors of any length, of which the direction counts. World maps
need no file of coastlines: where one of the 34,000 cities of GeoNames (CC BY 4.0) stands, there is land. Longitude
runs to the right, latitude up, both in degrees (plate carrée).
"""

import numpy as np
from matplotlib.axes import Axes
from matplotlib.colors import ListedColormap

from labkit import arguments, plots, results
from labkit.messages import number, percent, say
from labkit.plots import FAINT, FONT_SIZE, INK, MAP, MIRAGE, PALE, WIDTH, Drawing, listed, sentences
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
READOUTS = {"probe": (MIRAGE, "^", "//"), "answers": (MAP, "x", None)}  # colour, marker, hatch


# World maps


def unfolding(maps, atlas):
    """The map that a probe reads at several steps of training, {step: (city, 3)}, under a slider."""
    by_step = {int(step): read for step, read in maps.items()}
    return explore(
        lambda step: world_map(by_step[step], atlas),
        caption="",
        step=(say("plots.step"), sorted(by_step)),
    )


def three_questions(three_map, atlas):
    """The map that a probe reads in the model of three questions."""
    return world_map(three_map, atlas, title=say("representations.three_questions"))


def llm_map(llm_read, llm_atlas, llm_layers):
    """The map that a probe reads in the last layer but one of those examined in a real model."""
    title = say("representations.llm_title", layer=llm_layers[-2])
    return world_map(llm_read, llm_atlas, title=title)


def world_map(read, atlas, *, title: str = "") -> Drawing:
    """Where a probe puts cities, with a line from the true place to each; a continent has its colour and marker."""
    read, places, continents = (np.asarray(a) for a in (read, atlas["places"], atlas["continents"]))
    strange = set(continents.tolist()) - set(CONTINENTS)
    if strange:
        allowed, value = ", ".join(CONTINENTS), min(strange)
        raise ValueError(say("session.bad_value", name='atlas["continents"]', allowed=allowed, value=value))
    ax = _ground(title)
    _draw_lines(ax, places, read, color=FAINT, linewidth=0.5, alpha=0.6, zorder=1)
    latitude, longitude = cities.degrees(read).T
    for code, (colour, marker) in CONTINENTS.items():
        of = continents == code
        if of.any():
            label = say(f"representations.continent.{code}")
            ax.scatter(longitude[of], latitude[of], s=13, c=colour, marker=marker, label=label, zorder=2)
    _legend_below(ax)
    said = say("representations.cities_read", count=len(places), km=number(cities.median_km(places, read), 0))
    return Drawing(ax, sentences(say("representations.world_map"), title, said))


def hidden(hidden_places, hidden_read):
    """Where hidden cities are, and where probe and answers put them, in the model of one question or of three."""
    models = {say(f"representations.{model}"): model for model in ("one_question", "three_questions")}
    return explore(
        lambda model: hidden_map(hidden_places, hidden_read[models[model]], title=model),
        caption="",
        model=(say("representations.model"), list(models)),
    )


def hidden_map(places, read, *, title: str) -> Drawing:
    """Hidden cities: the true place, where the probe puts it, and where the model's own answers put it."""
    places, names, off = np.asarray(places), say("representations.hidden_names").split(", "), {}
    latitude, longitude = cities.degrees(places).T
    ax, true = _ground(title), say("representations.true")
    ax.scatter(longitude, latitude, s=60, facecolors="none", edgecolors=INK, linewidths=1.3, label=true, zorder=3)
    for readout, (colour, marker, _) in READOUTS.items():
        found = np.asarray(read[readout])
        ends = _draw_lines(ax, places, found, color=colour, linewidth=0.8, zorder=2)
        ax.scatter(*ends, s=28, c=colour, marker=marker, label=say(f"representations.{readout}"), zorder=4)
        off[readout] = cities.off_by(places, found)
    for x, y, name in zip(longitude, latitude, names, strict=True):
        ax.annotate(name, (x, y), xytext=(6, 5), textcoords="offset points", color=INK)
    _legend_below(ax)
    return Drawing(ax, sentences(say("representations.world_map"), title, _both_readouts(names, off)))


def _ground(title: str) -> Axes:
    """Parallels and meridians, and the inhabited land in grey."""
    ax = plots.axes(figsize=(WIDTH, 4.0))
    grey = ListedColormap(["#ffffff00", PALE])
    ax.imshow(cities.land(1.5), extent=(-180, 180, -90, 90), cmap=grey, interpolation="nearest", zorder=0)
    meridians, parallels = range(-180, 181, 60), range(-60, 61, 30)
    ax.set_xticks(meridians, [_angle(x, say("representations.east_west")) for x in meridians])
    ax.set_yticks(parallels, [_angle(y, "NS") for y in parallels])
    ax.grid(color=PALE, linewidth=0.5, zorder=0.5)
    ax.set(xlim=(-180, 180), ylim=(-72, 85), aspect="equal")
    ax.tick_params(length=0)
    ax.set_title(title, fontsize=FONT_SIZE)
    return ax


def _legend_below(ax):
    ax.figure.legend(loc="outside lower center", ncols=3, handletextpad=0.1, columnspacing=1, frameon=False)


def _angle(degrees: int, letters: str) -> str:
    """60°E or 30°S; no letter for 0° and 180°."""
    return f"{abs(degrees)}°" + ("" if degrees % 180 == 0 else letters[degrees < 0])


def _draw_lines(ax, places, read, **style):
    """A line from each place to what is read of it, the short way around; longitudes and latitudes of the ends."""
    (lat, lon), (lat_read, lon_read) = cities.degrees(places).T, cities.degrees(read).T
    lon_read = lon + (lon_read - lon + 180) % 360 - 180
    for start, end in zip(zip(lon, lat, strict=True), zip(lon_read, lat_read, strict=True), strict=True):
        ax.plot(*zip(start, end, strict=True), **style)
    return lon_read, lat_read


# Bars and curves


def probe_controls(controls) -> Drawing:
    """R² of a probe and of its controls: on what it was fitted on (open squares), and on what it never met (bars)."""
    ax = plots.axes(figsize=(WIDTH, 0.9 + 0.42 * len(controls)))
    names = [say(f"representations.{name}") for name in controls]
    rows, floor, (fitted, held_out) = np.arange(len(names)), -1.0, np.array(list(controls.values())).T
    colours = [MAP if name == "trained" else MIRAGE for name in controls]
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


def readouts(hidden_km) -> Drawing:
    """How far from home hidden cities end up, median in km: by the probe and by the model's own answers."""
    medians = {name: hidden_km[name] for name in ("one_question", "three_questions", "afterwards")}
    ax = plots.axes(figsize=(WIDTH, 1.0 + 0.5 * len(medians)))
    names = [say(f"representations.{name}") for name in medians]
    off = {readout: [pair[readout] for pair in medians.values()] for readout in READOUTS}
    for shift, (readout, (colour, _, hatch)) in zip((-0.2, 0.2), READOUTS.items(), strict=True):
        y, label = np.arange(len(names)) + shift, say(f"representations.{readout}")
        ax.barh(y, off[readout], height=0.36, color=colour, hatch=hatch, edgecolor="white", label=label)
        for place, km in zip(y, off[readout], strict=True):
            ax.text(km * 1.06, place, number(km, 0) + " km", va="center", color=INK)
    limit = 5 * max(off["probe"] + off["answers"])
    ax.set(xscale="log", xlabel=say("representations.median_km"), xlim=(10, limit))
    _name_rows(ax, names)
    return Drawing(ax, sentences(say("representations.readouts_alt"), _both_readouts(names, off)))


def _name_rows(ax, names):
    """Names of the bars, the first above, and a legend over them."""
    ax.set_yticks(range(len(names)), names)
    ax.invert_yaxis()
    ax.figure.legend(loc="outside upper left", ncols=2, frameon=False)


def _both_readouts(names, off) -> str:
    """How far off, in km, probe and answers put what has these names."""
    pairs = zip(names, off["probe"], off["answers"], strict=True)
    return listed({name: say("representations.readouts_one", probe=_km(p), answers=_km(a)) for name, p, a in pairs})


def _km(value) -> str:
    return number(float(value), 0)


def dose_response(dose) -> Drawing:
    """By how much answers change when a city is moved, and by how much geometry says that they should."""
    series = {say(f"representations.{name}"): dose[name] for name in ("moved", "arbitrary", "geometry")}
    labels = dict(xlabel=say("representations.dose"), ylabel=say("representations.response"))
    return plots.lines(dose["geometry"], series, **labels)


def game_by_layer(game, game_untrained) -> Drawing:
    """Share of squares that a probe reads rightly in each layer, in the two bases, and in an untrained network."""
    series = {say(f"representations.{basis}"): shares for basis, shares in game.items()}
    level = (say("representations.untrained_network"), game_untrained["mine"])
    labels = dict(xlabel=say("representations.layer"), ylabel=say("representations.squares"))
    drawing = plots.lines([0, 1, 2], series, **labels, proportion=True, reference=level)
    drawing.axes.set_xticks([0, 1, 2])
    return drawing


def llm_by_layer(llm_layers, llm_r2s) -> Drawing:
    """R² of the places of cities in the layers of a real model, for two prompts and for shuffled positions."""
    series = {say(f"representations.{name}"): values for name, values in llm_r2s.items()}
    return plots.lines(llm_layers, series, xlabel=say("representations.layer"), ylabel="R²")


# Lines of print


def progress_lines(run) -> list[str]:
    """Step, error of the answers in km, R² of the map: a line for each time that they were measured."""
    rows = zip(*run["error_km"], run["r2"][1], strict=True)
    return [f"{step:5} {number(km, 0):>6} km {number(r2, 2)}" for step, km, r2 in rows]


def late_lines(hidden_km, hidden_questions) -> list[str]:
    """Hidden cities before and after the late fit: km by probe and answers, right directions and continents."""
    return [
        " ".join([*map(_km, hidden_km[how].values()), *map(percent, hidden_questions[how].values())])
        for how in ("start", "afterwards")
    ]


# Figures of the controls, which the chapter alone shows


def decay() -> Drawing:
    """For each weight decay, the error of the answers (above) and the R² of the map (below); a thin line is a run."""
    runs = list(results.runs("03_decay").values())
    errors, r2 = (np.array([run[name] for run in runs]) for name in ("error_km", "r2"))
    decays = [plots.short(amount) for amount in runs[0]["decay"]]
    above, below = plots.panels(2, sharex=True)
    for panel, values, colour, title in ((above, errors, MIRAGE, "decay_error"), (below, r2, MAP, "decay_r2")):
        panel.plot(decays, values.T, color=colour, linewidth=0.8, alpha=0.5)
        panel.plot(decays, np.median(values, axis=0), "-o", color=colour, linewidth=2, markersize=5)
        panel.set_title(say(f"representations.{title}"), fontsize=FONT_SIZE)
    above.set_ylim(0, None)
    below.set(xlabel=say("representations.decay"), ylim=(min(0.5, r2.min()), 1))
    medians = zip(decays, np.median(errors, axis=0), np.median(r2, axis=0), strict=True)
    said = {name: say("representations.decay_one", km=_km(km), r2=number(value)) for name, km, value in medians}
    return Drawing((above, below), sentences(say("representations.decay_alt"), listed(said)))


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
