"""The figures of unit 02, drawn by its lab from what it has in its hands and by its chapter from a recorded run.

Arguments have the names under which the lab keeps its measurements: see `labkit.results`. Without arguments, a figure
shows a piece of arithmetic.
"""

import math
from collections.abc import Mapping, Sequence
from fractions import Fraction

import numpy as np
from IPython.display import HTML

from labkit import arguments, plots
from labkit.compression import coding, measures, prose
from labkit.compression import game as guessing_game
from labkit.compression import priced as typed
from labkit.messages import get_language, number, say
from labkit.plots import FAINT, INK, MAP, MIRAGE, PALE, PARROT, ROSE, WIDTH, Drawing, listed, sentences, shade, short
from labkit.widgets import explore

ALPHABET = {"a": Fraction(1, 2), "b": Fraction(1, 4), "c": Fraction(1, 4)}  # of the message coded by hand
MESSAGE = "acaba"


def guessing(game: Mapping) -> HTML:
    """Shannon's game. game: `sentences`, and the n-gram's `ranks`."""
    return guessing_game.shannon(game["sentences"], game["ranks"])


def priced() -> HTML:
    """A text of the reader's, letter by letter, under three models that have read what labkit says to her."""
    language = get_language()
    return typed.page(prose.read_before(language), typed.texts(language))


# Arithmetic


def intervals(message: str = MESSAGE, probabilities: Mapping[str, Fraction] = ALPHABET) -> Drawing:
    """Arithmetic coding by hand: a row a symbol, in which the interval of what came before is drawn at full width."""
    found = coding.narrowed(message, probabilities)
    ax = plots.axes(figsize=(WIDTH, 0.72 * len(message) + 0.9))
    edges = np.cumsum([0.0, *map(float, probabilities.values())])
    names = list(probabilities)
    for row, symbol in enumerate(message):
        for name, left, right in zip(names, edges, edges[1:], strict=False):
            chosen = name == symbol
            ax.barh(row, right - left, left=left, height=0.46, color=shade(0.7 if chosen else 0), edgecolor=FAINT)
            weight = "bold" if chosen else "normal"
            ax.text((left + right) / 2, row, name, ha="center", va="center", color=INK, weight=weight)
        if row + 1 < len(message):
            i = names.index(symbol)
            for here, there in ((edges[i], 0), (edges[i + 1], 1)):
                ax.plot([here, there], [row + 0.23, row + 0.77], color=FAINT, linewidth=1, linestyle=":")
        low, high = found[row + 1]
        ax.text(1.02, row, f"[{low}, {high})", va="center", color=INK)
    ax.set(xlim=(0, 1.42), ylim=(len(message) - 0.5, -0.6), yticks=range(len(message)), xticks=[])
    ax.set_yticklabels([message[: i + 1] for i in range(len(message))])
    ax.spines[:].set_visible(False)
    ax.tick_params(length=0)
    told = ", ".join(f"{message[: i + 1]} [{low}, {high})" for i, (low, high) in enumerate(found[1:]))
    digits = coding.shortest_binary(*found[-1])
    return Drawing(ax, sentences(say("compression.intervals_alt", message=message, digits=digits), told))


def waste() -> Drawing:
    """Two symbols, the first with probability p: what whole bits cost, alone and by pairs, beside the entropy."""
    p = np.linspace(0.5, 0.995, 60)
    entropy = -(p * np.log2(p) + (1 - p) * np.log2(1 - p))
    pairs = p**2 + 2 * p * (1 - p) + 3 * ((1 - p) * p + (1 - p) ** 2)  # words of 1, 2, 3 and 3 bits
    pairs = np.minimum(pairs, 2) / 2
    ax = plots.axes(figsize=(WIDTH, 3.0))
    curves = {"one": (np.ones_like(p), MIRAGE, "-"), "pairs": (pairs, ROSE, "--"), "entropy": (entropy, MAP, "-")}
    for name, (values, colour, style) in curves.items():
        ax.plot(p, values, style, color=colour, linewidth=2, label=say(f"compression.waste_{name}"))
    ax.fill([*p, *p[::-1]], [*entropy, *np.ones_like(p)], color=FAINT, alpha=0.25, linewidth=0)
    ax.set(xlabel=say("compression.waste_p"), ylabel=say("compression.bits_symbol"), ylim=(0, 1.08), xlim=(0.5, 1))
    ax.legend(loc="lower left")
    at = {say(f"compression.waste_{name}"): number(float(np.interp(0.95, p, v[0]))) for name, v in curves.items()}
    return Drawing(ax, sentences(say("compression.waste_alt"), listed(at)))


def belief(truth: float = 0.9) -> Drawing:
    """What a bet on rain costs, by the probability believed, where it rains with probability `truth`."""
    q = np.linspace(0.02, 0.985, 90)
    cost = -(truth * np.log2(q) + (1 - truth) * np.log2(1 - q))
    floor = -(truth * math.log2(truth) + (1 - truth) * math.log2(1 - truth))
    ax = plots.axes(figsize=(WIDTH, 3.0))
    ax.plot(q, cost, color=MIRAGE, linewidth=2, label=say("compression.belief_cost"))
    ax.axhline(floor, color=MAP, linestyle="--", linewidth=1.5, label=say("compression.belief_floor"))
    shown = np.minimum(cost, 4)
    area = [*shown, *np.full_like(q, floor)]
    ax.fill([*q, *q[::-1]], area, color=FAINT, alpha=0.25, linewidth=0, label=say("compression.belief_excess"))
    ax.plot([truth], [floor], "o", color=MAP)
    ax.set(xlabel=say("compression.belief_q"), ylabel=say("compression.bits_symbol"), ylim=(0, 4), xlim=(0, 1))
    ax.legend(loc="upper center")
    at = {number(x, 1): number(float(np.interp(x, q, cost))) for x in (0.1, 0.5, truth)}
    alt = say("compression.belief_alt", truth=number(truth, 1), floor=number(floor))
    return Drawing(ax, sentences(alt, listed(at)))


# The axis


def axis(axis: Mapping) -> Drawing:
    """Bits a character of the test stories, one bar a method, over the entropy of the source."""
    found = measures.rates(axis)
    floor = found.pop("floor")
    raw = found.pop("raw")
    order = sorted(found, key=found.get, reverse=True)
    colour = {"file": MAP, "ngram": PARROT}
    ax = plots.axes(figsize=(WIDTH, 1.0 + 0.3 * len(order)))
    rows = np.arange(len(order))
    ax.barh(rows, [found[n] for n in order], color=[colour.get(n.partition("_")[0], FAINT) for n in order], height=0.7)
    ax.set_yticks(rows, [_name(n) for n in order])
    for row, name in enumerate(order):
        ax.text(found[name] + 0.01, row, number(found[name], 3), va="center", color=INK)
    ax.axvline(floor, color=MIRAGE, linestyle="--", linewidth=1.5)
    ax.annotate(
        say("compression.floor", value=number(floor, 3)),
        (floor, -1),
        xytext=(6, 0),
        textcoords="offset points",
        va="center",
        color=MIRAGE,
    )
    ax.set(xlabel=say("compression.rate"), xlim=(0, 1.12 * max(found.values())), ylim=(len(order) - 0.5, -1.6))
    told = listed({_name(n): number(found[n], 3) for n in order})
    alt = say("compression.axis_alt", raw=number(raw, 2))
    return Drawing(ax, sentences(alt, told, say("compression.floor", value=number(floor, 3))))


def _name(method: str) -> str:
    """A method in the reader's words."""
    base, _, more = method.partition("_")
    if base == "ngram":
        return say("compression.ngram", n=more)
    if base == "file":
        return say("compression.file")
    return say(f"compression.{more}", name=base) if more else base


# Who pays


def learning(shelf: Mapping) -> Drawing:
    """What a story costs as learning goes, by the stories already read: network, n-gram, source."""
    stories = np.array(shelf["stories"], dtype=float)
    per = np.diff(np.concatenate([[0], stories]))
    ax = plots.axes()
    shown, told = {"ngram": (PARROT, "--"), "transformer": (MAP, "-"), "floor": (MIRAGE, ":")}, {}
    for name, (colour, style) in shown.items():
        values = np.array(shelf[name]) / per
        label = say(f"compression.learning_{name}")
        ax.plot(stories, values, style, color=colour, linewidth=1.8, label=label)
        told[label] = " → ".join(number(float(values[i]), 0) for i in (0, len(values) // 4, len(values) // 2, -1))
    area = np.array(shelf["transformer"]) / per
    ax.fill([*stories, stories[-1], stories[0]], [*area, 0, 0], color=MAP, alpha=0.12, linewidth=0)
    start = float(np.array(shelf["transformer"])[0] / per[0])
    ax.set(xlabel=say("compression.stories_read"), ylabel=say("compression.bits_story"), xlim=(0, stories[-1]))
    ax.set_ylim(0, min(1.05 * start, 260))
    ax.legend()
    return Drawing(ax, sentences(say("compression.learning_alt"), listed(told)))


def accounts(shelf: Mapping, parameters: int, axis: Mapping) -> Drawing:
    """The size of the whole parcel against the number of stories in it, weights included where they are sent."""
    amounts, sizes = _accounts(shelf, parameters, axis)
    ax = plots.axes(figsize=(WIDTH, 3.9))
    look = {
        "gzip": (FAINT, "-", "v"),
        "bz2": (FAINT, "--", "s"),
        "ngram": (PARROT, "-", "^"),
        "two_part": (MIRAGE, "-", "D"),
        "transformer": (MAP, "-", "o"),
        "floor": (INK, ":", None),
    }
    told = {}
    for name, (colour, style, marker) in look.items():
        kilobytes = np.array(sizes[name]) / 1000
        label = say(f"compression.account_{name}")
        ax.plot(amounts, kilobytes, style, color=colour, marker=marker, markersize=4, linewidth=1.6, label=label)
        told[label] = f"{short(float(f'{kilobytes[0]:.3g}'))} → {short(float(f'{kilobytes[-1]:.3g}'))}"
    ax.set(xscale="log", yscale="log", xlabel=say("compression.stories_sent"), ylabel=say("compression.kilobytes"))
    ax.set_ylim(0.03, None)
    ax.legend(loc="lower right")
    first, last = number(amounts[0], 0), number(amounts[-1], 0)
    return Drawing(ax, sentences(say("compression.accounts_alt", first=first, last=last), listed(told)))


def accounts_explorer(shelf: Mapping, parameters: int, axis: Mapping) -> HTML:
    """The same account as bars, for an amount under a slider: weights apart from the code."""
    amounts, sizes = _accounts(shelf, parameters, axis)
    many = [int(amounts[-1] * 10**power) for power in (0.5, 1.0, 1.5)]  # beyond what was read, at the last rate
    for name, read in sizes.items():
        rate = measures.last_rate(amounts, read)
        sizes[name] = [*read, *(read[-1] + rate * (more - amounts[-1]) for more in many)]
    all_amounts = [*amounts, *many]
    weights = parameters * measures.WEIGHT_BYTES

    def frame(amount):
        i = all_amounts.index(int(amount))
        return _account_bars(
            {name: values[i] for name, values in sizes.items()}, weights, int(amount), i >= len(amounts)
        )

    return explore(frame, caption="", amount=(say("compression.stories_sent"), all_amounts))


def _account_bars(sizes, weights, amount, extrapolated) -> Drawing:
    order = ("gzip", "bz2", "two_part", "ngram", "transformer", "floor")
    ax = plots.axes(figsize=(WIDTH, 2.7))
    best = min((name for name in order if name != "floor"), key=sizes.get)
    told = {}
    for row, name in enumerate(order):
        paid = weights if name == "two_part" else 0
        ax.barh(row, paid / 1000, height=0.65, color=PALE, edgecolor=FAINT, hatch="///", linewidth=0.8)
        fill = MAP if name == best else FAINT
        ax.barh(row, (sizes[name] - paid) / 1000, left=paid / 1000, height=0.65, color=fill)
        size = short(float(f"{sizes[name] / 1000:.3g}"))
        ax.text(sizes[name] / 1000, row, f" {size}" + (" ✓" if name == best else ""), va="center", color=INK)
        told[say(f"compression.account_{name}")] = size
    ax.set_yticks(range(len(order)), [say(f"compression.account_{name}") for name in order])
    most = max(sizes.values()) / 1000
    ax.set(xlim=(0, 1.25 * most), ylim=(len(order) - 0.5, -0.6), xlabel=say("compression.kilobytes"))
    more = say("compression.extrapolated") if extrapolated else ""
    alt = say("compression.account_alt", amount=number(amount, 0), best=say(f"compression.account_{best}"))
    return Drawing(ax, sentences(alt, listed(told), more))


def _accounts(shelf, parameters, axis):
    """Sizes in bytes by name at the amounts at which the compressors were asked."""
    amounts = [int(n) for n in shelf["amounts"]["stories"]]
    stories = np.array(shelf["stories"], dtype=float)
    sizes = {name: list(map(float, shelf["amounts"][name])) for name in ("gzip", "bz2")}
    for name in ("ngram", "transformer", "floor"):
        sizes[name] = np.interp(amounts, stories, measures.cumulated(shelf[name])).tolist()
    each = axis["file"] / axis["stories"]
    sizes["two_part"] = [parameters * measures.WEIGHT_BYTES + each * n for n in amounts]
    return amounts, sizes


# Letters


def letters(letters: Mapping) -> HTML:
    """What each letter of a text costs three models: choose a text and a model.

    letters: by name of the text, its beginning as `text`, and the bits of each letter by model.
    """
    texts = {say(f"compression.text_{name}"): name for name in letters}
    models = {say(f"compression.model_{m}"): m for m in next(iter(letters.values())) if m != "text"}

    def frame(text, model):
        row = letters[texts[text]]
        return _letter_bars(row["text"], row[models[model]], model)

    return explore(
        frame,
        caption="",
        text=(say("compression.choose_text"), list(texts)),
        model=(say("compression.choose_model"), list(models)),
    )


def _letter_bars(text: str, bits: Sequence, model: str) -> Drawing:
    bits = np.array([float(b) for b in bits])
    ax = plots.axes(figsize=(WIDTH, 2.4))
    places = np.arange(len(text))
    ax.bar(places, np.minimum(bits, 16), color=MAP, width=0.8)
    ax.axhline(0, color=FAINT, linewidth=0.8)
    for place, letter in enumerate(text):  # sixty ticks would take ten times as long
        letter = letter if letter != " " else "·"
        ax.text(place, -0.4, letter, ha="center", va="top", color=INK, in_layout=False)
    mean = float(bits.mean())
    ax.axhline(mean, color=MIRAGE, linestyle="--", linewidth=1.3)
    ax.set(ylabel=say("compression.bits"), ylim=(-2, 16.5), xlim=(-0.8, len(text) - 0.2), xticks=[])
    ax.set_yticks(np.arange(0.0, 17, 4))
    ax.spines["bottom"].set_visible(False)  # the letters stand under the line at 0
    ax.set_title(say("compression.letters_title", model=model, mean=number(mean)), loc="left")
    worst = sorted(range(len(text)), key=lambda i: -bits[i])[:4]
    told = listed({f"“{text[i]}” ({i + 1})": number(float(bits[i]), 1) for i in sorted(worst)})
    return Drawing(ax, sentences(say("compression.letters_alt", model=model, mean=number(mean), text=text), told))


arguments.check(__name__)
