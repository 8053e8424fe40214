"""The figures of unit 01, drawn by its lab from what it has in its hands and by its chapter from a recorded run.

Arguments have the names under which the lab keeps its measurements, or those of the numbers derived from them
(`measures.summary`): see `labkit.results`.
"""

import math
from collections.abc import Iterable, Mapping, Sequence
from html import escape
from typing import SupportsFloat

import matplotlib as mpl
import numpy as np
from IPython.display import HTML
from matplotlib.figure import Figure
from matplotlib.ticker import MultipleLocator

from labkit import plots
from labkit.messages import number, percent, say
from labkit.next_token import detective
from labkit.plots import FAINT, INK, MAP, MIRAGE, PARROT, Drawing
from labkit.training import History
from labkit.widgets import explore

DARK_ORANGE = "#a34700"  # MIRAGE, dark enough for words


def next_words(likeliest: Sequence[Sequence], *, title: str = "The capital of France is …") -> Drawing:
    """Bars of the likeliest next tokens: (token, probability) pairs, the likeliest first; the title is the prompt."""
    ax = plots._axes(None, (6.4, 0.5 + 0.28 * len(likeliest)))
    rows = np.arange(len(likeliest))
    tokens = [token for token, _ in likeliest]
    shares = [percent(p, 0 if p >= 0.1 else 1) for _, p in likeliest]
    ax.barh(rows, [p for _, p in likeliest], color=MAP, height=0.7)
    ax.set_yticks(rows, [token.replace("$", r"\$") for token in tokens])
    ax.invert_yaxis()
    for row, (_, p), share in zip(rows, likeliest, shares, strict=True):
        ax.text(p + 0.01, row, share, va="center", color=INK)
    ax.set(xlim=(0, 1.12), xlabel=say("next_token.probability"), title=title.replace("$", r"\$"))
    ax.set_xticks([0, 0.25, 0.5, 0.75, 1], [percent(x) for x in (0, 0.25, 0.5, 0.75, 1)])
    listed = ", ".join(
        f"{token.strip()} {share}" for (token, _), share in list(zip(likeliest, shares, strict=True))[:3]
    )
    return Drawing(ax, say("next_token.next_words_alt", title=title, listed=listed))


def overfitting(ngram_bits: Mapping[str, Sequence[float]], entropy: float) -> Drawing:
    """Bits per token of the n-grams, n = 1, 2, ..., on `train`ing and `test` stories, over the source's entropy."""
    drawing = plots.lines(
        range(1, len(ngram_bits["test"]) + 1),
        {say(f"next_token.{name}"): bits for name, bits in ngram_bits.items()},
        xlabel="n",
        ylabel=say("next_token.bits_per_token"),
        reference=(_floor(entropy), entropy),
    )
    drawing.axes.yaxis.set_major_formatter(lambda y, _: number(y, 1))
    return drawing


def ladder(ngram_bits: Mapping[str, Sequence[float]], bits_per_token: float, entropy_bits_per_token: float) -> Drawing:
    """Bits per token on the test stories as bars: chance, the n-grams, the transformer; the entropy is a line."""
    ngrams = {say("next_token.ngram", n=n): bits for n, bits in enumerate(ngram_bits["test"], 1)}
    bits = {say("next_token.uniform"): math.log2(len(detective.vocabulary()))} | ngrams
    bits[say("next_token.transformer")] = bits_per_token
    ax = plots._axes(None, (6.4, 0.9 + 0.3 * len(bits)))
    rows = np.arange(len(bits))
    best = min(bits.values())
    ax.barh(rows, list(bits.values()), color=[MAP if b == best else FAINT for b in bits.values()], height=0.68)
    ax.set_yticks(rows, list(bits))
    for row, value in zip(rows, bits.values(), strict=True):
        ax.text(value + 0.06, row, number(value), va="center", color=INK)
    ax.axvline(entropy_bits_per_token, color=MIRAGE, linestyle="--", linewidth=1.5)
    ax.text(entropy_bits_per_token, -0.75, _floor(entropy_bits_per_token), color=DARK_ORANGE, va="bottom")
    ax.set(xlabel=say("next_token.bits_per_token"), xlim=(0, max(bits.values()) * 1.1), ylim=(len(bits) - 0.5, -0.6))
    listed = "; ".join(f"{name} {number(value)}" for name, value in bits.items())
    return Drawing(ax, say("next_token.ladder_alt", listed=listed, floor=number(entropy_bits_per_token)))


def jump(curves: History | Mapping[str, Sequence], entropy_bits_per_token: float) -> Drawing:
    """Over training: the average loss, with the culprit's name and without, and below it the culprits found.

    curves: `average` and `others` in bits per token, `accuracy` from 0 to 1, each (steps, values).
    """
    (steps, average), (_, others), (_, accuracy) = (curves[name] for name in ("average", "others", "accuracy"))
    with mpl.rc_context(plots.STYLE):
        top, bottom = Figure(figsize=(6.4, 4.6), layout="constrained").subplots(2, sharex=True)
    losses = {say("next_token.all_tokens"): average, say("next_token.but_culprit"): others}
    for (name, values), colour, style in zip(losses.items(), plots.COLOURS, ("-", "--"), strict=False):
        top.plot(steps, values, style, color=colour, label=name)
    top.legend(loc="lower left", frameon=False)
    top.axhline(entropy_bits_per_token, color=MIRAGE, linestyle="--", linewidth=1.5)
    floor = _floor(entropy_bits_per_token)
    top.text(steps[-1], 0.92 * entropy_bits_per_token, floor, color=DARK_ORANGE, ha="right", va="top")
    top.set(ylabel=say("next_token.bits_per_token"), ylim=(0, None))
    top.yaxis.set_major_formatter(lambda y, _: number(y, 1))
    top.yaxis.set_major_locator(MultipleLocator(0.5))
    bottom.plot(steps, accuracy, color=PARROT, marker="s", markersize=3)
    bottom.axhline(1 / 4, color=FAINT, linestyle=":", linewidth=1.5)
    bottom.text(steps[-1], 0.28, say("next_token.chance", value=percent(1 / 4)), ha="right", color=INK)
    bottom.set(xlabel=say("plots.step"), ylim=(-0.03, 1.05))
    bottom.yaxis.set_major_formatter(lambda y, _: percent(y))
    listed = "; ".join(f"{name}: {number(values[0])} → {number(values[-1])}" for name, values in losses.items())
    found = {"start": percent(accuracy[0]), "end": percent(accuracy[-1])}
    titles = {name: say(f"next_token.{name}") for name in ("average", "culprits")}
    top.set_title(titles["average"], fontsize=10.5)
    bottom.set_title(titles["culprits"], fontsize=10.5)
    return Drawing((top, bottom), say("next_token.jump_alt", listed=listed, **titles, **found))


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
    """A story whose tokens are tinted by their surprisal in bits, the more the darker; those at `boxed` are framed.

    Each token has its bits as a tooltip, and the tints have a legend in words.
    """
    words = []
    for i, ((space, word), value) in enumerate(zip(detective.printed(tokens), map(float, bits), strict=True)):
        frame = "outline:2px solid #222;border-radius:2px;font-weight:600;" if i in boxed else ""
        said = say("next_token.bits", value=number(value, 1))
        style = f"background:{_tint(value)};padding:1px 2px;{frame}"
        words.append(f'{space}<span style="{style}" title="{said}">{escape(word)}</span>')
    scale = " ".join(
        f'<span style="background:{_tint(b)};padding:1px 6px">{number(b, 0)}</span>' for b in (0, 1, 2, 3, 4, 6)
    )
    return HTML(
        '<div style="background:#fff;color:#111;padding:.7em .9em;border-radius:6px;line-height:1.9;text-align:left;'
        f'max-width:46em">{"".join(words)}<p style="margin:.6em 0 0;font-size:.85em">'
        f"{say('next_token.tint_legend')} {scale}</p></div>"
    )


def _tint(bits: float | int) -> str:
    """White at 0 bits to orange at 6 and more; black text keeps a contrast above 7 on all of them."""
    share = min(max(bits, 0.0), 6.0) / 6
    return "#" + "".join(f"{round(255 + share * (end - 255)):02x}" for end in (0xF5, 0x9A, 0x3C))


def _floor(entropy: float) -> str:
    return say("next_token.floor", value=number(entropy))
