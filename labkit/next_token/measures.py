"""The numbers that unit 01 quotes, derived from what its lab kept."""

from collections.abc import Mapping
from itertools import pairwise

CARD = {  # rows of the result card, with their formats
    "culprit_accuracy": ".1%",
    "ngram_culprit_accuracy": ".0%",
    "culprit_bits": ".3f",
    "jump_drop_bits": ".2f",
    "bits_per_token": ".2f",
    "ngram_bits_per_token": ".2f",
    "entropy_bits_per_token": ".2f",
    "expert_accuracy": ".0%",
    "crowd_accuracy": ".0%",
    "crowd_cold_accuracy": ".0%",
    "crowd_shared_accuracy": ".0%",
    "llm_paris": ".0%",
    "train_seconds": ".0f",
}


def summary(measured: Mapping) -> dict:
    """What may be quoted of a run of lab 01: proportions from 0 to 1, losses in bits.

    measured: what `lk.record` keeps in the lab's last cell.
    """
    given = ("entropy_bits_per_token", "train_seconds", "expert_accuracy")
    numbers = {name: measured[name] for name in given}
    numbers["parameters"] = measured["sizes"]["parameters"]
    numbers["llm_likeliest"] = measured["likeliest"][0][0]
    numbers["llm_paris"] = dict(measured["likeliest"]).get(" Paris")
    return numbers | _ngrams(measured) | _transformer(measured) | _crowd(measured)


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
    """The end of training; `jump_drop_bits` is what the culprit's name took off the loss from the first step to it."""
    curves = {name: values for name, (_, values) in measured["curves"].items()}
    culprit = curves["culprit"]  # bits of the culprit's name
    return {
        "bits_per_token": curves["average"][-1],
        "culprit_accuracy": curves["accuracy"][-1],
        "culprit_bits": culprit[-1],
        "jump_drop_bits": (culprit[0] - culprit[-1]) / measured["sizes"]["tokens_per_story"],
    }


def _crowd(measured):
    """The imitator as it plays, at temperature 1, and at its coldest."""
    (temperatures, alone), (_, school) = measured["crowd"]["alone"], measured["crowd"]["school"]
    coldest = temperatures.index(min(temperatures))
    return {
        "crowd_accuracy": alone[temperatures.index(1)],
        "crowd_cold_accuracy": alone[coldest],
        "crowd_shared_accuracy": school[coldest],
    }
