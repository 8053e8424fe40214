"""The figures of chapter 01, drawn from the recorded run of lab 01 in the page's language (seed 0)."""

import json
from pathlib import Path

from labkit import plots
from labkit.messages import say
from labkit.next_token import detective
from labkit.widgets import explore_html

RESULTS = Path(__file__).parents[2] / "labs" / "results" / "01_next_token.cpu.json"


def recorded(language):
    """What lab 01 measured in this language with seed 0."""
    runs = json.loads(RESULTS.read_text("utf-8"))["runs"]
    return next(run["values"] for run in runs if (run["language"], run["seed"]) == (language, 0))


def ladder(language):
    values = recorded(language)
    ngrams = [say("next_token.ngram", n=n) for n in range(1, len(values["ladder"]) - 1)]
    names = [say("next_token.uniform"), *ngrams, say("next_token.transformer")]
    bits = dict(zip(names, values["ladder"], strict=True))
    return plots.ladder(bits, floor=values["entropy_bits_per_token"])


def story(language):
    values = recorded(language)
    pieces = detective.printed(values["story_tokens"], language)

    def at(step):
        return plots.tinted(pieces, values[f"story_bits_{step}"], boxed=values["story_answers"])

    steps = (say("plots.step"), values["story_steps"])
    return explore_html(at, caption="", step=steps)


def jump(language):
    values = recorded(language)
    losses = {say("next_token.all_tokens"): values["average_bits"], say("next_token.but_culprit"): values["other_bits"]}
    found = say("next_token.culprits"), values["accuracy"]
    floor = values["entropy_bits_per_token"]
    return plots.two_curves(values["steps"], losses, found, title=say("next_token.average"), floor=floor, chance=0.25)


def crowd(language):
    values = recorded(language)
    series = {say("next_token.alone"): values["crowd"], say("next_token.school"): values["crowd_shared"]}
    return plots.lines(
        values["temperatures"],
        series,
        xlabel=say("next_token.temperature"),
        ylabel=say("next_token.right_moves"),
        proportion=True,
        reference=(say("next_token.master"), values["expert_accuracy"]),
        log_x=True,
    )


def next_words(language):
    values = recorded(language)
    pairs = list(zip(values["llm_tokens"], values["llm_probabilities"], strict=True))
    return plots.next_tokens(pairs, title="The capital of France is …")
