"""The figures of unit 01, drawn by its lab from what it has in its hands and by its chapter from a recorded run.

Arguments have the names under which the lab keeps its measurements, or those of the numbers derived from them
(`measures.summary`): see `labkit.results`.
"""

import math
from collections.abc import Iterable, Mapping, Sequence
from html import escape
from textwrap import fill
from typing import SupportsFloat

import numpy as np
from IPython.display import HTML
from matplotlib.ticker import MultipleLocator

from labkit import arguments, detective, plots
from labkit.messages import number, percent, say
from labkit.plots import FAINT, INK, MAP, MIRAGE, PARROT, WIDTH, Drawing, in_percent, listed, sentences, trend
from labkit.training import History
from labkit.widgets import explore

SIGNS = {  # tokens of no letter, by their names
    ".": "stop",
    ",": "comma",
    ":": "colon",
    ";": "semicolon",
    "!": "exclamation",
    "?": "question",
    "-": "hyphen",
    "_": "underscore",
    "'": "apostrophe",
    '"': "quote",
    "\n": "newline",
    " ": "space",
}
HEARD = "position:absolute;width:1px;height:1px;margin:0;overflow:hidden;clip-path:inset(50%)"  # and not seen
REACH = 3  # words before its own that a position of the lab's network reads directly
STRONGEST = 0.45  # of the tints; ink keeps a contrast of 7 on it, by day and by night
FRAMED = "margin:0 3px;outline:2px solid currentColor;outline-offset:1px;border-radius:2px;font-weight:600"
STAYS = "forced-color-adjust:none;-webkit-print-color-adjust:exact;print-color-adjust:exact"  # in every mode, on paper
TOGETHER = (  # what stays is no longer kept readable by the browser: its ink comes with a ground
    "<style>@media print{.tinted{color:#222;background:#fff}}"
    "@media(forced-colors:active){.tinted{color:CanvasText;background:Canvas}}</style>"
)


def next_words(likeliest: Sequence[Sequence], *, title: str = "The capital of France is …") -> Drawing:
    """Bars of the likeliest next tokens: (token, probability) pairs, the likeliest first; the title is the prompt.

    A probability of 0 is that of a model that is not there: a dash.
    """
    for i, (_, p) in enumerate(likeliest):
        if not 0 <= p <= 1:
            raise ValueError(say("argument.range", name=f"likeliest[{i}][1]", allowed="0 … 1", value=p))
    ax = plots.axes(figsize=(WIDTH, 0.8 + 0.3 * len(likeliest)))
    rows = np.arange(len(likeliest))
    shares = [percent(p, 0 if p >= 0.1 else 1) if p else "–" for _, p in likeliest]
    said = {}  # two tokens may have one name
    ax.barh(rows, [p for _, p in likeliest], color=MAP, height=0.7)
    ax.set_yticks(rows, [_seen(token).replace("$", r"\$") for token, _ in likeliest])
    ax.invert_yaxis()
    for row, (token, p), share in zip(rows, likeliest, shares, strict=True):
        ax.text(p + 0.01, row, share, va="center", color=INK)
        said.setdefault(_spelt(token), []).append(share)
    ax.set(xlim=(0, 1.12), xticks=np.linspace(0, 1, 5), xlabel=say("next_token.probability"))
    ax.set_title(fill(title, 60).replace("$", r"\$"), loc="left")
    in_percent(ax.xaxis)
    told = listed({name: ", ".join(several) for name, several in said.items()})
    return Drawing(ax, sentences(say("next_token.next_words_alt"), title, told))


def _spelt(token: str) -> str:
    """A token for the ear: its word, or the names of its signs, such as "comma"."""
    word = token.strip()
    if any(map(str.isalnum, word)):
        return word
    return " ".join(
        say(f"next_token.sign_{SIGNS[sign]}") if sign in SIGNS else sign for sign in word or token.strip(" ") or token
    )


def _seen(token: str) -> str:
    """A token for the eye: signs are too small, or blank, to do without their names."""
    spelt = _spelt(token)
    return token if spelt == token.strip() else f"{spelt}  {token.strip()}".strip()


def overfitting(ngram_bits: Mapping[str, Sequence[float]], entropy: float) -> Drawing:
    """Bits per token of the n-grams, n = 1, 2, ..., on `train`ing and `test` stories, over the source's entropy."""
    return plots.lines(
        range(1, len(ngram_bits["test"]) + 1),
        {say(f"next_token.{name}"): bits for name, bits in ngram_bits.items()},
        xlabel="n",
        ylabel=say("next_token.bits_per_token"),
        reference=(say("next_token.floor"), entropy),
    )


def scale(ngram_bits: Mapping[str, Sequence[float]], bits_per_token: float, entropy_bits_per_token: float) -> Drawing:
    """Bits per token on the test stories as bars: chance, the n-grams, the transformer; the entropy is a line."""
    ngrams = {say("next_token.ngram", n=n): bits for n, bits in enumerate(ngram_bits["test"], 1)}
    bits = {say("next_token.uniform"): math.log2(len(detective.vocabulary()))} | ngrams
    bits[say("next_token.transformer")] = bits_per_token
    ax = plots.axes(figsize=(WIDTH, 1 + 0.32 * len(bits)))
    rows = np.arange(len(bits))
    best = min(bits.values())
    ax.barh(rows, list(bits.values()), color=[MAP if b == best else FAINT for b in bits.values()], height=0.68)
    ax.set_yticks(rows, list(bits))
    for row, value in zip(rows, bits.values(), strict=True):
        ax.text(value + 0.06, row, number(value), va="center", color=INK)
    ax.axvline(entropy_bits_per_token, color=MIRAGE, linestyle="--", linewidth=1.5)
    beside = dict(xytext=(6, 0), textcoords="offset points", va="center")
    ax.annotate(_floor(entropy_bits_per_token), (entropy_bits_per_token, -1), color=MIRAGE, **beside)
    ax.set(xlabel=say("next_token.bits_per_token"), xlim=(0, max(bits.values()) * 1.1), ylim=(len(bits) - 0.5, -1.5))
    told = listed({name: number(value) for name, value in bits.items()})
    return Drawing(ax, sentences(say("next_token.scale_alt"), told, _floor(entropy_bits_per_token)))


def ladder(ladder: Mapping[str, Sequence[float | None]], cheap: Mapping[str, Sequence[float]]) -> Drawing:
    """Culprits named on stories of one hop and of two: the cheap rules as dots of one row, the other players as bars.

    ladder: shares (one hop, two hops) by player: ngram, copier, at_once, step_by_step, copier_twice; None where there
        is no step to write.
    cheap: The same by cheap rule. Both are drawn beside chance, one suspect in four.
    """
    players = ["ngram", "copier", "at_once", "step_by_step", "copier_twice"]
    names = [say(f"next_token.player.{name}") for name in players]
    names.insert(1, say("next_token.cheap", count=len(cheap)))
    panels = plots.panels(2, columns=2, figsize=(WIDTH, 0.9 + 0.38 * len(names)), sharey=True)
    told = []
    for hop, ax in enumerate(panels):
        shares = [ladder[name][hop] for name in players]
        shares.insert(1, None)
        dots = [values[hop] for values in cheap.values()]
        for row, (name, share) in enumerate(zip(["", "", *players[1:]], shares, strict=True)):
            if share is not None:
                ax.barh(row, share, color=_colour(name), height=0.62)
                ax.text(share + 0.02, row, percent(share), va="center", color=INK)
        ax.scatter(dots, [1] * len(dots), s=16, color=PARROT, alpha=0.7, linewidths=0)
        if shares[-2] is None:
            ax.text(0.28, len(names) - 2, say("next_token.no_step"), va="center", color=INK)
        ax.axvline(1 / 4, color=MIRAGE, linestyle="--", linewidth=1.5)
        ax.set(xlim=(0, 1.19), xticks=(0, 0.5, 1), ylim=(-0.6, len(names) - 0.4))
        ax.set_title(say(f"next_token.hops_{hop + 1}"), loc="left")
        in_percent(ax.xaxis)
        parts = {name: percent(share) for name, share in zip(names, shares, strict=True) if share is not None}
        parts[names[1]] = f"{percent(min(dots))} … {percent(max(dots))}"
        told.append(f"{say(f'next_token.hops_{hop + 1}')} ({listed(parts)})")
    panels[0].set_yticks(range(len(names)), names)
    return Drawing(
        panels, sentences(say("next_token.ladder_alt"), *told, say("next_token.chance", value=percent(1 / 4)))
    )


def _colour(player):
    """Networks in the map's blue, rules in the parrot's colour."""
    return MAP if player in ("at_once", "step_by_step") else PARROT


def gaze(gaze: Mapping) -> HTML:
    """Where the network looks in one story while it writes the room, then the name: a row of two buttons.

    gaze: `tokens`; `written`, the positions of the room and the name; `weights`, for each of them the attention paid
    to each token by the head that looks most where a copier would.
    """
    moments = [say(f"next_token.gaze_{secret}") for secret in ("room", "name")]
    shown = dict(zip(moments, zip(gaze["written"], gaze["weights"], strict=True), strict=True))

    def frame(moment):
        place, weights = shown[moment]
        return looked_at(gaze["tokens"][: place + 1], weights)

    return explore(frame, caption="", moment=(say("next_token.gaze_when"), moments))


def looked_at(tokens: Sequence[str], weights: Sequence[float]) -> HTML:
    """A story up to the word that is being written, framed; the others tinted by the attention paid to them.

    A head that looks at a word also reads the REACH words before it: they are tinted like it.
    """
    reads = [max(weights[i : i + REACH + 1], default=0.0) for i in range(len(tokens))]
    words, seen = [], []
    for i, (space, word) in enumerate(detective.printed(tokens)):
        weight = 0.0 if i == len(tokens) - 1 else float(reads[i])
        frame = f";{FRAMED}" if i == len(tokens) - 1 else ""
        seen += [f"{word} {percent(weight)}"] * (weight >= 0.1)
        words.append(f'{space}<span style="{_tint(6 * min(1, 1.5 * weight))};padding:1px{frame}">{escape(word)}</span>')
    scale = " ".join(
        f'<span style="{_tint(6 * min(1, 1.5 * w))};padding:1px 6px">{percent(w)}</span>' for w in (0, 0.2, 0.4, 0.6)
    )
    scale = f'{say("next_token.gaze_legend")} <span style="white-space:nowrap">{scale}</span>'
    return _tinted(words, scale, say("next_token.gaze_heard", words=", ".join(seen) or "–"))


def jump(curves: History | Mapping[str, Sequence], entropy_bits_per_token: float) -> Drawing:
    """Over training: the average loss, with the culprit's name and without, and below it the culprits found.

    curves: `average` and `others` in bits per token, `accuracy` from 0 to 1, each (steps, values).
    """
    (steps, average), (_, others), (_, accuracy) = (curves[name] for name in ("average", "others", "accuracy"))
    top, bottom = plots.panels(2, sharex=True)
    losses = {say("next_token.all_tokens"): average, say("next_token.but_culprit"): others}
    for (name, values), colour, style in zip(losses.items(), plots.COLOURS, ("-", "--"), strict=False):
        top.plot(steps, values, style, color=colour, label=name)
    top.legend(loc="lower left", frameon=False)
    top.axhline(entropy_bits_per_token, color=INK, linestyle=":", linewidth=1.5)
    floor = _floor(entropy_bits_per_token)
    top.text(steps[-1], 0.92 * entropy_bits_per_token, floor, color=INK, ha="right", va="top")
    top.set(ylabel=say("next_token.bits_per_token"), ylim=(0, 1.1 * max(average)))
    top.yaxis.set_major_locator(MultipleLocator(0.5))
    bottom.plot(steps, accuracy, color=PARROT, marker="s", markersize=3)
    bottom.axhline(1 / 4, color=FAINT, linestyle=":", linewidth=1.5)
    bottom.text(steps[-1], 0.28, say("next_token.chance", value=percent(1 / 4)), ha="right", color=INK)
    bottom.set(xlabel=say("plots.step"), ylim=(-0.03, 1.05))
    in_percent(bottom.yaxis)
    titles = [say(f"next_token.{name}") for name in ("average", "culprits")]
    for ax, title in zip((top, bottom), titles, strict=True):
        ax.set_title(title, loc="left")
    told = listed({name: trend(values, steps) for name, values in losses.items()})
    found = listed({titles[1]: trend(accuracy, steps, write=percent)})
    return Drawing((top, bottom), sentences(say("next_token.jump_alt"), titles[0], told, floor, found))


def story(tale: Mapping) -> HTML:
    """A test story under a slider of training steps, tinted by the model's surprisal at each.

    tale: `tokens`; `answers`, positions of the names that can be deduced; `steps`; `bits` of each token, step by step.
    """
    bits = dict(zip(tale["steps"], tale["bits"], strict=True))
    steps = say("plots.step"), tale["steps"]
    return explore(lambda step: tinted(tale["tokens"], bits[step], boxed=tale["answers"]), caption="", step=steps)


def crowd(crowd: Mapping[str, Sequence], expert_accuracy: float) -> Drawing:
    """Right moves of the imitator by temperature: its masters err each `alone`, or all come from one `school`.

    crowd: (temperatures, right moves), by the name of the group.
    """
    return plots.lines(
        crowd["alone"][0],
        {say(f"next_token.{name}"): values for name, (_, values) in crowd.items()},
        xlabel=say("next_token.temperature"),
        ylabel=say("next_token.right_moves"),
        proportion=True,
        reference=(say("next_token.master"), expert_accuracy),
        log_x=True,
    )


def tinted(tokens: Sequence[str], bits: Iterable[SupportsFloat], *, boxed: Sequence[int] = ()) -> HTML:
    """A story whose tokens are tinted by their surprisal in bits, the more the stronger; those at `boxed` are framed.

    The more bits, the thicker also the line under a token, so that nothing is said by colour alone; a legend shows
    how much is how much, and a screen reader hears the mean and the bits of the framed tokens. Tints and frames are
    of the page's ink and ground, by day and by night.
    """
    bits = list(map(float, bits))
    words, framed = [], []
    for i, ((space, word), value) in enumerate(zip(detective.printed(tokens), bits, strict=True)):
        frame = f";{FRAMED}" if i in boxed else ""
        framed += [f"{word} {say('next_token.bits', value=number(value, 1))}"] * (i in boxed)
        words.append(f'{space}<span style="{_tint(value)};padding:1px{frame}">{escape(word)}</span>')
    scale = " ".join(f'<span style="{_tint(b)};padding:1px 6px">{number(b, 0)}</span>' for b in (0, 1, 2, 3, 4, 6))
    scale = f'{say("next_token.tint_legend")} <span style="white-space:nowrap">{scale}</span>'
    mean = say("next_token.tint_mean", value=number(sum(bits) / max(1, len(bits))))
    heard = sentences(mean, say("next_token.tint_framed", names=", ".join(framed)) if framed else "")
    return _tinted(words, scale, heard)


def _tinted(words: Sequence[str], scale: str, heard: str) -> HTML:
    """Tinted words over their legend, and what a screen reader says first."""
    style = f"position:relative;max-width:46em;line-height:1.9;text-align:left;{STAYS}"
    return HTML(
        f'{TOGETHER}<div class="tinted" style="{style}"><p style="{HEARD}">{escape(heard)}</p>{"".join(words)}'
        f'<p style="margin:.6em 0 0;font-size:.85em">{scale}</p></div>'
    )


def _tint(bits: float | int) -> str:
    """Orange behind a word and a line below it: nothing at 0 bits; at 6 and more, the strongest, and 4 pixels."""
    share = min(max(bits, 0.0), 6.0) / 6
    red, green, blue = (int(MIRAGE[i : i + 2], 16) for i in (1, 3, 5))
    line = f"{round(4 * share)}px solid {MIRAGE}"
    return f"background:rgb({red} {green} {blue}/{STRONGEST * share:.2f});border-bottom:{line}"


def _floor(entropy: float) -> str:
    return listed({say("next_token.floor"): number(entropy)})


arguments.check(__name__)
