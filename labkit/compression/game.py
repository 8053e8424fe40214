"""Shannon's guessing game, played on the page: no kernel, nothing loaded, keyboard and screen reader welcome.

The reader guesses a sentence letter by letter and the guesses are counted. Beside her, an n-gram plays on the same
letters.
Source: Shannon 1951.
"""

import json
from collections.abc import Mapping, Sequence
from html import escape

from IPython.display import HTML

from labkit import arguments
from labkit.compression.counts import bits_of_ranks
from labkit.messages import get_language, number, percent, say

GIVEN_UP = 27  # the guess that a letter counts as, when the reader has it shown
SHANNON = (79, 102)  # letters found at the first guess by his reader, of how many [p. 57]

STYLE = """
.shannon{margin:1em 0;max-width:46em}
.shannon form{display:flex;flex-wrap:wrap;gap:.5em 1em;align-items:center;margin:0}
.shannon p{flex:1 0 100%;margin:0;font:1.15em/1.8 ui-monospace,monospace;overflow-wrap:anywhere}
.shannon label{display:flex;gap:.5em;align-items:center}
.shannon input{box-sizing:content-box;width:1.5em;min-height:2em;font:inherit;text-align:center}
.shannon button,.shannon select{min-height:2em;font:inherit;max-width:100%}
.shannon input,.shannon button,.shannon select{color:inherit;background:none;border:1px solid currentColor}
.shannon input,.shannon button,.shannon select{border-radius:4px;padding:0 .6em}
.shannon option{color:#222;background:#fff}
.shannon output{flex:1 0 100%;min-height:1.6em}
.shannon table{margin:.5em 0 0;border-collapse:collapse}
.shannon th,.shannon td{padding:.1em .8em .1em 0;text-align:right;font-weight:normal}
.shannon th[scope=row]{text-align:left}
.shannon figcaption{font-size:.9em;margin:.5em 0 0}
@media(scripting:none){.shannon form{display:none}}
@media print{.shannon form{display:none}}
"""

# One handler for all: the button that was pressed is event.submitter. What is remembered stands in data-*.
ON_SUBMIT = """
event.preventDefault();
const form = this, game = JSON.parse(form.dataset.game), words = game.words;
const figure = form.parentElement, input = form.elements.letter;
let state = JSON.parse(form.dataset.state || '{"ranks":[],"tried":""}');
const action = event.submitter ? event.submitter.value : 'guess';
const at = +form.elements.sentence.value, sentence = [...game.sentences[at]];
const bare = (c) => c.normalize('NFD').replace(/[\\u0300-\\u036f]/g, '').toLowerCase();
const shown = (c) => (c === ' ' ? words.space : c);
let said = '';
const found = (rank) => { state.ranks.push(rank); state.tried = ''; };
if (action === 'restart') { state = {ranks: [], tried: ''}; said = words.start; }
else if (state.ranks.length < sentence.length) {
  const target = sentence[state.ranks.length];
  const typed = [...input.value.replace(/[_-]/g, ' ')][0];
  if (action === 'show') { said = words.it_was + ' ' + shown(target); found(game.given_up); }
  else if (typed === undefined) { said = words.type; }
  else if (bare(typed) === bare(target)) {
    const rank = state.tried.length + 1;
    said = words.yes + ' ' + shown(target) + ' (' + words.guesses + ' ' + rank + ')';
    found(rank);
  } else if (state.tried.includes(bare(typed))) { said = words.again; }
  else {
    state.tried += bare(typed);
    said = words.no + ' ' + shown(typed) + '. ' + words.tried + ' ' + state.tried.length;
  }
}
const known = sentence.slice(0, state.ranks.length).join('');
const over = state.ranks.length === sentence.length;
if (over) said = words.over;
const blank = over ? '' : '▢';
form.querySelector('p').textContent = known.replaceAll(' ', '\\u00a0') + blank;
form.querySelector('output').textContent = said + (known && !over ? ' – ' + words.so_far + ' ' + known : '');
const local = (x, digits) =>
  x.toLocaleString(game.language, {minimumFractionDigits: digits, maximumFractionDigits: digits});
const write = (row, ranks) => {
  const cells = figure.querySelectorAll('[data-row=' + row + '] td');
  if (!ranks.length) { cells.forEach((cell) => { cell.textContent = '–'; }); return; }
  const counts = {};
  for (const rank of ranks) counts[rank] = (counts[rank] || 0) + 1;
  const bits = Object.values(counts).reduce((sum, n) => sum - n / ranks.length * Math.log2(n / ranks.length), 0);
  const first = (counts[1] || 0) / ranks.length;
  cells[0].textContent = ranks.length;
  cells[1].textContent = local(100 * first, 0) + words.percent;
  cells[2].textContent = local(Math.abs(bits), 2);
};
write('you', state.ranks);
write('ngram', game.ranks[at].slice(0, state.ranks.length));
form.dataset.state = JSON.stringify(state);
input.value = '';
if (action !== 'restart') input.focus();
"""


def shannon(sentences: Sequence[str], ranks: Sequence[Sequence[int]]) -> HTML:
    """The game.

    Args:
        sentences: To be guessed; small letters and spaces.
        ranks: For each sentence, which guess of the n-gram each letter was.
    """
    words = {
        name: say(f"compression.game.{name}")
        for name in (
            *("start", "type", "yes", "no", "again", "tried", "guesses", "it_was", "over", "so_far", "space"),
            "percent",
        )
    }
    data: Mapping = {
        "sentences": list(sentences),
        "ranks": [list(map(int, row)) for row in ranks],
        "given_up": GIVEN_UP,
        "language": get_language(),
        "words": words,
    }
    options = "".join(
        f'<option value="{i}">{escape(say("compression.game.sentence", n=i + 1))}</option>'
        for i in range(len(sentences))
    )
    button = '<button type="submit" value="{value}"{more}>{text}</button>'
    form = (
        f'<form autocomplete="off" onsubmit="{escape(ON_SUBMIT)}" data-game="{escape(json.dumps(data))}" '
        'data-lm-suppress-shortcuts="true">'
        f"<p>▢</p><label>{escape(say('compression.game.letter'))} "
        '<input name="letter" maxlength="2" autocapitalize="none" autocorrect="off" spellcheck="false"/></label>'
        + button.format(value="guess", more="", text=escape(say("compression.game.guess")))
        + button.format(value="show", more="", text=escape(say("compression.game.show")))
        + f"<label>{escape(say('compression.game.choose'))} "
        '<select name="sentence" onchange="this.form.requestSubmit(this.form.querySelector(\'[value=restart]\'))">'
        f"{options}</select></label>"
        + button.format(value="restart", more="", text=escape(say("compression.game.restart")))
        + f'<output role="status">{escape(words["start"])}</output></form>'
    )
    first, of = SHANNON
    rows = [
        ("you", say("compression.game.you"), ("–", "–", "–")),
        ("ngram", say("compression.game.ngram"), _static(ranks)),
        ("shannon", say("compression.game.reader"), (number(of, 0), percent(first / of), "–")),
    ]
    heads = "".join(
        f'<th scope="col">{escape(say(f"compression.game.{h}"))}</th>' for h in ("letters", "first", "bits")
    )
    body = "".join(
        f'<tr data-row="{name}"><th scope="row">{escape(text)}</th>'
        + "".join(f"<td>{escape(value)}</td>" for value in values)
        + "</tr>"
        for name, text, values in rows
    )
    table = f"<table><thead><tr><td></td>{heads}</tr></thead><tbody>{body}</tbody></table>"
    return HTML(f'<figure class="shannon"><style>{STYLE}</style>{form}{table}</figure>')


def _static(ranks) -> tuple[str, str, str]:
    """What the table says of the n-gram before anybody plays: over all sentences."""
    every = [rank for row in ranks for rank in row]
    return number(len(every), 0), percent(every.count(1) / len(every)), number(bits_of_ranks(every))


arguments.check(__name__)
