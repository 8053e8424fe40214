"""A text under three models, letter by letter: chosen or typed on the page, with no kernel and nothing loaded.

The models are those of `counts.costs`: they have read what labkit says in the same language, and go on learning as they
read the text. The page brings along what they read; `book/_static/priced.js` counts as `counts` does, and a test
compares the two. Where there are no scripts, the first text stays, priced here.
"""

import json
from collections.abc import Mapping, Sequence
from html import escape
from typing import Annotated

import numpy as np
from IPython.display import HTML
from jaxtyping import Float

from labkit import arguments, plots
from labkit.arguments import NOT_EMPTY, Language
from labkit.compression import counts, prose
from labkit.messages import get_language, number, say

MODELS = {1: plots.FAINT, 3: plots.PARROT, 5: plots.MAP}  # the longest n of each, and its colour
LONGEST = 300  # characters that may be typed
MOST, BIT = 16, 3  # bits that a bar shows at most; pixels of a bit
REFRAIN = {"fr": "Le perroquet regarda la mer. ", "en": "The parrot looked at the sea. "}
RANDOM = "qzv kxw jjy bfq wxh zkp vvg jqx nzh wkq"  # nobody’s language, in both

STYLE = """
.priced{margin:1em 0;max-width:46em}
.priced form{display:flex;flex-wrap:wrap;gap:.5em 1em;margin:0 0 .75em}
.priced label{display:flex;flex-wrap:wrap;gap:.25em .5em;align-items:center;max-width:100%}
.priced label:has(textarea){flex:1 0 100%}
.priced select,.priced textarea{box-sizing:border-box;max-width:100%;min-height:2em;padding:.2em .6em;font:inherit}
.priced select,.priced textarea{color:inherit;background:none;border:1px solid currentColor;border-radius:4px}
.priced textarea{width:100%;resize:vertical}
.priced option{color:#222;background:#fff}
.priced [role=img]{display:flex;flex-wrap:wrap;row-gap:4px}
.priced [role=img] span{width:16px;text-align:center;font:13px/1.3 ui-monospace,monospace}
.priced [role=img] svg{display:block;margin:0 auto;border-bottom:1px solid currentColor}
.priced .drawing table{margin:.75em 0 0}
.priced table{border-collapse:collapse}
.priced th,.priced td{padding:.1em .8em .1em 0;text-align:right;font-weight:normal;font-variant-numeric:tabular-nums}
.priced th[scope=row]{text-align:left}
.priced th svg{margin-right:.4em}
.priced details table{margin:.5em 0;font-size:.85em}
.priced details :is(th,td){padding:.1em .4em .1em 0}
.priced summary{min-height:24px}
.priced output{display:block;height:1px;overflow:hidden}
@media(scripting:none){.priced form{display:none}}
@media print{.priced :is(form,details){display:none}}
"""
# What page and script write alike, with the names of what they fill in.
LETTER = '<span><svg width="14" height="48">{bars}</svg>{letter}</span>'
BAR = '<rect fill="{fill}" x="{x}" y="{y}" width="4" height="{height}"/>'
ROW = "<tr><td>{place}</td><td>{letter}</td>{cells}</tr>"


def texts(language: Language) -> dict[str, str]:
    """Texts to choose from: prose of ours, a line that comes again and again, and letters drawn by nobody's rules."""
    new = prose.NEW[language]
    return {"new": new[: new.index(".") + 1], "again": (4 * REFRAIN[language]).strip(), "random": RANDOM}


def bits(read: str, text: str) -> list[Float[np.ndarray, " letter"]]:
    """What each letter of a text costs each of MODELS, in bits, once they have read what is `read`."""
    found = counts.costs(
        [counts.letter_row(read), counts.letter_row(text)], order=max(MODELS), vocab_size=counts.LETTERS
    )
    return [found[n - 1][-1] for n in MODELS]


def page(read: str, choice: Annotated[Mapping[str, str], NOT_EMPTY]) -> HTML:
    """The figure.

    Args:
        read: What the models have read.
        choice: Texts to choose from, by name; the first is shown.
    """
    first = next(iter(choice.values()))
    costs = bits(read, first)
    words = {name: say(f"compression.priced.{name}") for name in ("none", "space", "line")}
    words |= {"alt": say("compression.priced.alt", text="{text}", rates="{rates}"), "then": say("plots.then")}
    words["item"] = say("plots.item", name="{name}", said="{said}")
    data = {
        "read": read,
        "texts": list(choice.values()),
        "models": [{"n": n, "fill": fill, "name": _name(n)} for n, fill in MODELS.items()],
        "size": counts.LETTERS,
        "most": MOST,
        "bit": BIT,
        "language": get_language(),
        "words": words,
        "letter": LETTER,
        "bar": BAR,
        "row": ROW,
    }
    options = [*(say(f"compression.text_{name}") for name in choice), say("compression.priced.yours")]
    options = "".join(f'<option value="{i}">{escape(text)}</option>' for i, text in enumerate(options))
    form = (
        f'<form autocomplete="off" data-priced="{escape(json.dumps(data, ensure_ascii=False))}">'
        f"<label>{escape(say('compression.choose_text'))} <select>{options}</select></label>"
        f"<label>{escape(say('compression.priced.type', most=LONGEST))} "
        f'<textarea rows="3" maxlength="{LONGEST}" spellcheck="false">{escape(first)}</textarea></label></form>'
    )
    letters = f'<div role="img" aria-label="{escape(_alt(first, costs))}">{_letters(first, costs)}</div>'
    heads = ("", say("compression.rate"), say("compression.priced.total"))
    total = _table(heads, "".join(_total(n, values) for n, values in zip(MODELS, costs, strict=True)))
    heads = (
        say("compression.priced.place"),
        say("compression.priced.letter"),
        *(say("compression.priced.short", n=n) for n in MODELS),
    )
    every = _table(heads, "".join(_rows(first, costs)))
    told = f"<details><summary>{escape(say('compression.priced.every'))}</summary>{every}</details>"
    style = f"<style>{plots.LOOK}{STYLE}</style>"
    drawn = f'<div class="drawing">{letters}{total}</div>'
    return HTML(f'<figure class="priced">{style}{form}{drawn}<output role="status"></output>{told}</figure>')


def _name(n: int) -> str:
    return say("compression.model_letters") if n == 1 else say("compression.priced.ngram", n=n)


def _alt(text: str, costs: Sequence) -> str:
    rates = {_name(n): number(float(values.mean())) for n, values in zip(MODELS, costs, strict=True)}
    return say("compression.priced.alt", text=text, rates=plots.listed(rates))


def _letters(text: str, costs: Sequence) -> str:
    """Each letter under its bars."""
    found = []
    for letter, values in zip(text, zip(*costs, strict=True), strict=True):
        bars = ""
        for i, (fill, value) in enumerate(zip(MODELS.values(), values, strict=True)):
            height = BIT * min(value, MOST)
            bars += BAR.format(fill=fill, x=5 * i, y=f"{BIT * MOST - height:.1f}", height=f"{height:.1f}")
        found.append(LETTER.format(bars=bars, letter={" ": "·"}.get(letter, escape(letter))))
    return "".join(found)


def _rows(text: str, costs: Sequence) -> list[str]:
    """A row of numbers for each letter."""
    space = say("compression.priced.space")
    return [
        ROW.format(
            place=place,
            letter={" ": space}.get(letter, escape(letter)),
            cells="".join(f"<td>{number(float(value))}</td>" for value in values),
        )
        for place, (letter, values) in enumerate(zip(text, zip(*costs, strict=True), strict=True), 1)
    ]


def _total(n: int, values) -> str:
    swatch = f'<svg aria-hidden="true" width="10" height="10"><rect fill="{MODELS[n]}" width="10" height="10"/></svg>'
    rate, total = number(float(values.mean())), number(float(values.sum()), 0)
    return f'<tr><th scope="row">{swatch}{escape(_name(n))}</th><td>{rate}</td><td>{total}</td></tr>'


def _table(heads: Sequence[str], rows: str) -> str:
    cells = "".join(f'<th scope="col">{escape(head)}</th>' if head else "<td></td>" for head in heads)
    return f"<table><thead><tr>{cells}</tr></thead><tbody>{rows}</tbody></table>"


arguments.check(__name__)
