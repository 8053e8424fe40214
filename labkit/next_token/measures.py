"""The numbers that unit 01 quotes, derived from what its lab kept."""

from collections.abc import Mapping
from itertools import pairwise

from labkit import arguments

CARD = {  # rows of the result card, with their formats
    "bits_per_token": ".2f",
    "entropy_bits_per_token": ".2f",
    "ngram_culprit_accuracy": ".0%",
    "copier_accuracy": ".0%",
    "culprit_accuracy": ".1%",
    "copier_two_hops": ".0%",
    "cheap_most": ".0%",
    "one_go_two_hops": ".0%",
    "written_two_hops": ".1%",
    "misled_follows": ".0%",
    "crowd_cold_accuracy": ".0%",
    "llm_paris": ".0%",
    "train_seconds": ".0f",
}


def summary(measured: Mapping) -> dict:
    """What may be quoted of a run of lab 01: proportions from 0 to 1, losses in bits.

    measured: what `lk.record` keeps in the lab's last cell.
    """
    given = ("entropy_bits_per_token", "expert_accuracy")
    numbers = {name: measured[name] for name in given}
    numbers |= {
        name: measured["sizes"][name]
        for name in ("parameters", "tokens_per_story", "train_seconds", "hops_seconds", "hop_steps")
    }
    numbers["llm_likeliest"] = next((token for token, _ in measured["likeliest"]), None)
    numbers["llm_paris"] = dict(measured["likeliest"]).get(" Paris")
    parts = (_ngrams, _transformer, _ladder, _inside, _crowd)
    return numbers | {name: value for part in parts for name, value in part(measured).items()}


def _ngrams(measured):
    """The best n-gram is the one that does best on the test stories.

    `ngram_train_fall` is the least that one more token of context takes off the loss on the training stories.
    """
    train, bits = measured["ngram_bits"]["train"], measured["ngram_bits"]["test"]  # of n = 1, 2, ...
    best = bits.index(min(bits))
    return {
        "ngram_train_fall": min(shorter - longer for shorter, longer in pairwise(train)),
        "best_n": best + 1,
        "ngram_bits_per_token": bits[best],
        "ngram_culprit_accuracy": measured["ngram_accuracy"][best],
    }


def _transformer(measured):
    """The end of training; `jump_drop_bits` is what the culprit's name took off the loss since the first look at it.

    `average_fall_bits` is the greatest fall of the average from one look to the next, `average_fall_step` where it
    begins.
    """
    curves = {name: values for name, (_, values) in measured["curves"].items()}
    culprit = curves["culprit"]  # bits of the culprit's name
    falls = [before - after for before, after in pairwise(curves["average"])] or [0.0]
    return {
        "culprit_first_bits": culprit[0],
        "average_fall_bits": max(falls),
        "average_fall_step": measured["curves"]["average"][0][falls.index(max(falls))],
        "bits_per_token": curves["average"][-1],
        "culprit_accuracy": curves["accuracy"][-1],
        "culprit_bits": culprit[-1],
        "jump_drop_bits": (culprit[0] - culprit[-1]) / measured["sizes"]["tokens_per_story"],
    }


def _ladder(measured):
    """Culprits named by each player: `..._two_hops` where only the weapon is told.

    `cheap_least` and `cheap_most` are the ends of the cheap rules on two hops, `cheap_one_hop` the best on one.
    """
    ladder, cheap = measured["ladder"], measured["cheap"]
    two_hops = [two for _, two in cheap.values()]
    return {
        "copier_accuracy": ladder["copier"][0],
        "ngram_two_hops": ladder["ngram"][1],
        "copier_two_hops": ladder["copier"][1],
        "one_go_two_hops": ladder["at_once"][1],
        "written_two_hops": ladder["step_by_step"][1],
        "copier_twice_one_hop": ladder["copier_twice"][0],
        "copier_twice_two_hops": ladder["copier_twice"][1],
        "rooms_written": measured["rooms_written"],
        "cheap_count": len(cheap),
        "cheap_least": min(two_hops),
        "cheap_most": max(two_hops),
        "cheap_one_hop": max(one for one, _ in cheap.values()),
    }


def _inside(measured):
    """Whether the network that writes the step copies twice: attention, hidden sentences, a wrong room written.

    `gaze_...` is the attention of the head that looks most at the sentences to consult; `even_...` the same, if it
    looked at every word alike. `blind_...` is what is still found with those sentences hidden; `spared_...`, with
    another suspect's hidden; `seeing_...`, with nothing hidden.
    """
    gaze, blinded = measured["gaze"], measured["blinded"]
    found = {"misled_follows": measured["misled"][0], "misled_culprit": measured["misled"][1]}
    for i, secret in enumerate(("room", "name")):
        found |= {f"gaze_{secret}": gaze["shares"][i], f"even_{secret}": gaze["even"][i]}
        for name, share in zip(("seeing", "spared", "blind"), blinded[secret], strict=True):
            found[f"{name}_{secret}"] = share
    return found


def _crowd(measured):
    """The imitator as it plays, at temperature 1, and at its coldest."""
    (temperatures, alone), (_, school) = measured["crowd"]["alone"], measured["crowd"]["school"]
    coldest = temperatures.index(min(temperatures))
    return {
        "crowd_accuracy": alone[temperatures.index(1)],
        "crowd_cold_accuracy": alone[coldest],
        "crowd_shared_accuracy": school[coldest],
    }


arguments.check(__name__)
