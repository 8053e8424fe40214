"""Figures with controls and no kernel: frames drawn beforehand, of which native controls show one.

The same HTML works on the static page, in Jupyter and in Colab; it loads nothing, uses no id (so that two
figures on a page do not meet), and with JavaScript off the first frame stays. Only `prompt` needs Python to
answer; where nobody types, its examples become such a figure.
"""

import itertools
import math
import os
from collections.abc import Callable, Sequence
from html import escape
from numbers import Real

from IPython import get_ipython
from IPython.display import HTML

from labkit import plots
from labkit.messages import number, say

MAX_FRAMES = 120
MAX_KILOBYTES = 600

STYLE = """
.explore { margin: 1em 0; }
.explore form { display: flex; flex-wrap: wrap; align-items: center; gap: 0.5em 2em; margin: 0 0 0.75em; }
.explore label, .explore fieldset { display: flex; align-items: center; gap: 0.5em; max-width: 100%; }
.explore label, .explore fieldset { min-width: 0; min-height: 24px; margin: 0; padding: 0; border: 0; }
.explore fieldset { flex-wrap: wrap; column-gap: 1em; }
.explore legend { float: left; width: auto; margin: 0; padding: 0; font-size: inherit; }
.explore input { margin: 0; accent-color: #0072b2; }
.explore select { min-width: 0; max-width: 100%; min-height: 24px; font: inherit; }
.explore [type="range"] { flex: 0 1 14em; width: 14em; min-width: 5em; height: 24px; }
.explore label span { flex: none; min-width: 3em; font-variant-numeric: tabular-nums; }
.explore [hidden] { display: none; }
.explore figcaption { margin: 0.5em 0 0; font-size: 0.9em; }
@media (scripting: none) { .explore form { display: none; } }
@media print { .explore form { display: none; } }
"""

ON_INPUT = """
const chosen = [...new FormData(this).values()].join();
for (const frame of this.nextElementSibling.children) frame.hidden = frame.dataset.chosen !== chosen;
for (const slider of this.querySelectorAll('[type=range]')) {
  const text = slider.dataset.texts.split('|')[slider.value];
  slider.setAttribute('aria-valuetext', text);
  slider.nextElementSibling.textContent = text;
}
"""


def explore(frame: Callable, *, caption: str, **controls) -> HTML:
    """A figure under controls, with one frame for every combination of their values.

    Args:
        frame: frame(**values) returns what to show: a `Drawing`, or HTML, such as a tinted text (its colour is the
            page's, light or dark: tint the background with transparent colours).
        caption: What the figure is about, shown below it; empty where the page has one.
        controls: name=(label, values), or name=values where the name is label enough. Numbers make a slider,
            strings a list, up to three strings a row of buttons. The first values are shown first.

    Raises:
        ValueError: for a control without values or with values of two kinds, for more than MAX_FRAMES
            combinations, and for frames of more than MAX_KILOBYTES together.
        RuntimeError: where `frame` failed; names the values.
    """
    controls = {name: _label_and_values(name, control) for name, control in controls.items()}
    counts = {name: len(values) for name, (_, values) in controls.items()}
    sizes = ", ".join(f"{name}: {count}" for name, count in counts.items())
    if math.prod(counts.values()) > MAX_FRAMES:
        total = math.prod(counts.values())
        raise ValueError(say("widgets.too_many", count=total, controls=sizes, allowed=MAX_FRAMES))
    frames = []
    for chosen in itertools.product(*map(range, counts.values())):
        values = {name: control[1][i] for (name, control), i in zip(controls.items(), chosen, strict=True)}
        hidden = ' hidden=""' if any(chosen) else ""
        frames.append(f'<div data-chosen="{",".join(map(str, chosen))}"{hidden}>{_html(frame, values)}</div>')
    kilobytes = sum(len(text.encode()) for text in frames) / 1000
    if kilobytes > MAX_KILOBYTES:
        size = number(kilobytes, 0)
        raise ValueError(say("widgets.too_heavy", size=size, controls=sizes, allowed=MAX_KILOBYTES))
    inputs = "".join(_control(i, label, values) for i, (label, values) in enumerate(controls.values()))
    # JupyterLab would take the arrow keys for itself: the data-lm attribute forbids it.
    form = f'<form autocomplete="off" onsubmit="return false" oninput="{escape(ON_INPUT)}"'
    return HTML(_figure(f'{form} data-lm-suppress-shortcuts="true">{inputs}</form>', "".join(frames), caption))


def _figure(form: str, frames: str, caption: str) -> str:
    below = f"<figcaption>{escape(caption)}</figcaption>" if caption else ""
    style = f"<style>{plots.LOOK}{STYLE}</style>"
    return f'<figure class="explore">{style}{form}<div aria-live="polite">{frames}</div>{below}</figure>'


def _label_and_values(name: str, control) -> tuple[str, list]:
    label = name.replace("_", " ")
    if isinstance(control, tuple) and len(control) == 2 and not isinstance(control[1], Real | str):
        label, control = control
    values = list(control)
    kinds = {str if isinstance(v, str) else Real if isinstance(v, Real) else None for v in values}
    if not values:
        raise ValueError(say("widgets.no_values", name=name))
    if len(kinds) > 1 or None in kinds or any(isinstance(value, bool) for value in values):
        raise ValueError(say("widgets.bad_values", name=name, value=values))
    return label, values


def _control(index: int, label: str, values: list) -> str:
    """A slider, a list or a row of buttons. The form holds its names apart from those of other figures."""
    label, texts = escape(label), [escape(_text(value)) for value in values]
    if not isinstance(values[0], str):
        slider = f'<input type="range" name="c{index}" min="0" max="{len(values) - 1}" value="0"'
        spoken = f'aria-valuetext="{texts[0]}" data-texts="{"|".join(texts)}"/>'
        return f'<label>{label} {slider} {spoken}<span aria-hidden="true">{texts[0]}</span></label>'
    if len(values) > 3:
        options = "".join(f'<option value="{i}">{text}</option>' for i, text in enumerate(texts))
        return f'<label>{label} <select name="c{index}">{options}</select></label>'
    checked = ' checked="checked"'
    buttons = "".join(
        f'<label><input type="radio" name="c{index}" value="{i}"{checked if i == 0 else ""}/>{text}</label>'
        for i, text in enumerate(texts)
    )
    return f"<fieldset><legend>{label}</legend>{buttons}</fieldset>"


def _text(value) -> str:
    """A value as the reader writes it."""
    return value if isinstance(value, str) else plots.short(float(value))


def _html(frame: Callable, values: dict) -> str:
    try:
        shown = frame(**values)
        if isinstance(shown, plots.Drawing):
            return shown.html()
        return shown if isinstance(shown, str) else shown._repr_html_()
    except Exception as error:
        named = ", ".join(f"{name}={value!r}" for name, value in values.items())
        raise RuntimeError(say("widgets.failed", values=named, error=f"{type(error).__name__}: {error}")) from error


def prompt(frame: Callable, *, examples: Sequence[str], caption: str, label: str | None = None):
    """A box to type a text in, and Python's answer to it. On the static page: the answers to the examples.

    Args:
        frame: frame(prompt=text) returns what to show, as for `explore`.
        examples: Texts to choose from where no kernel answers; the first one fills the box elsewhere.
        caption: What the figure is about, shown below it.
        label: What to type, shown beside the box.

    Raises:
        ImportError: in Jupyter or Colab without ipywidgets.
        ValueError, RuntimeError: on the static page, as `explore`.
    """
    label = label or say("widgets.prompt")
    if not _someone_types():
        return explore(frame, caption=caption, prompt=(label, examples))
    try:
        import ipywidgets
    except ImportError as error:
        raise ImportError(say("widgets.no_ipywidgets")) from error

    box = ipywidgets.Text(examples[0], description=label, placeholder=say("widgets.placeholder"))
    box.continuous_update = False  # answers on Enter, or on leaving the box
    box.style.description_width, box.layout.width = "initial", "100%"
    answer = ipywidgets.HTML()

    def show(_change=None):
        try:
            answer.value = _figure("", _html(frame, {"prompt": box.value}), caption)
        except RuntimeError as error:  # a widget would swallow it
            answer.value = f'<p role="alert">{escape(str(error))}</p>'

    box.observe(show, "value")
    show()
    return ipywidgets.VBox([box, answer])


def _someone_types() -> bool:
    """Whether a person may type at this kernel.

    What executes notebooks (nbclient, Jupyter Book, nbval) tells the kernel that input() has nobody to ask;
    Jupyter and Colab allow it. LABKIT_STATIC=1 says no in any case.
    """
    kernel = getattr(get_ipython(), "kernel", None)
    if kernel is None or os.environ.get("LABKIT_STATIC") == "1":
        return False
    return bool(kernel.get_parent("shell").get("content", {}).get("allow_stdin"))
