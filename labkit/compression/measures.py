"""The numbers that unit 02 quotes, derived from what its lab and control kept.

Costs are in bits, sizes in bytes; a rate is in bits a character of the printed text, its line ends included.
"""

from collections.abc import Mapping, Sequence

import numpy as np

from labkit import arguments
from labkit.arguments import Natural, NotNegative
from labkit.messages import say
from labkit.metrics import require_finite

Numbers = Sequence | np.ndarray  # of numbers
WEIGHT_BYTES = 2  # a weight in half precision
CARD = {  # rows of the result card, with their formats
    "floor_rate": ".3f",
    "file_rate": ".3f",
    "file_excess": ".1%",
    "ngram_rate": ".3f",
    "best_classical_rate": ".3f",
    "gzip_rate": ".3f",
    "decoded": ".0f",
    "break_even_stories": ",.0f",
    "learning_bytes": ",.0f",
    "learning_decoded": ".0f",
    "llm_new_rate": ".2f",
    "pairs_accuracy": ".0%",
    "gzip_accuracy": ".0%",
}


def summary(measured: Mapping) -> dict:
    """What may be quoted of a run of lab 02.

    measured: what `lk.record` keeps in the lab's last cell.
    """
    found = {"parameters": measured["parameters"], "train_seconds": measured["train_seconds"]}
    found |= {"coder_speed": 1 / measured["coder_seconds"], "entropy_per_story": measured["entropy_per_story"]}
    return (
        found
        | _axis(measured["axis"])
        | _weights(measured)
        | _learning(measured)
        | _culprit(measured["culprit"], measured["axis"])
        | _real(measured["llm"])
        | _games(measured)
    )


def rates(axis: Mapping) -> dict[str, float]:
    """Bits a character on the test stories, by the name of the method, the worst first.

    axis: `characters`, `stories`; `source` in bits; `sizes` of the text, and of the text once the training stories have
    been read (`given`), in bytes; of the stories as `tokens`, a byte each; `ngrams` in bits, n = 1, 2...; `file` in
    bytes.
    """
    letters = axis["characters"]
    found = {"raw": 8 * axis["raw"] / letters}
    found |= {name: 8 * size / letters for name, size in axis["sizes"].items()}
    found |= {f"{name}_given": 8 * size / letters for name, size in axis["given"].items()}
    found |= {f"{name}_tokens": 8 * size / letters for name, size in axis["tokens"].items()}
    found |= {f"ngram_{n}": bits / letters for n, bits in enumerate(axis["ngrams"], 1)}
    return found | {"file": 8 * axis["file"] / letters, "floor": axis["source"] / letters}


def _axis(axis):
    found = rates(axis)
    classical = {name: rate for name, rate in found.items() if name.partition("_")[0] in axis["sizes"]}
    ngrams = {name: rate for name, rate in found.items() if name.startswith("ngram")}
    best_ngram, best = min(ngrams, key=ngrams.get), min(classical, key=classical.get)
    return {
        **{f"{name}_rate": rate for name, rate in found.items()},
        "characters": axis["characters"],
        "stories": axis["stories"],
        "file_bytes": axis["file"],
        "floor_bytes": axis["source"] / 8,
        "formula_bytes": axis["formula"] / 8,
        "file_excess": 8 * axis["file"] / axis["source"] - 1,
        "best_n": int(best_ngram[-1]),
        "ngram_rate": ngrams[best_ngram],
        "ngram_excess": ngrams[best_ngram] / found["floor"] - 1,
        "best_classical": best,
        "best_classical_rate": classical[best],
        "decoded": float(axis["decoded"]),
    }


def cumulated(costs: Numbers) -> np.ndarray:
    """Bytes written after each batch, from the bits of each."""
    return np.cumsum(np.asarray(costs, dtype=float)) / 8


def crossing(stories: Numbers, ours: Numbers, theirs: Numbers) -> float | None:
    """The number of stories from which on ours is smaller than theirs, between two marks by a straight line."""
    stories, ours, theirs = (
        arguments.as_array(name, values, "floats", "(mark,)").astype(float)
        for name, values in (("stories", stories), ("ours", ours), ("theirs", theirs))
    )
    arguments.require_size("ours", ours, "mark", len(stories))
    arguments.require_size("theirs", theirs, "mark", len(stories))
    if not len(stories):
        raise ValueError(say("compression.empty"))
    for name, values in (("ours", ours), ("theirs", theirs)):
        require_finite(name, values)
    gap = ours - theirs
    over = np.flatnonzero(gap >= 0)
    if not len(over):
        return float(stories[0])
    i = over[-1]
    if i + 1 == len(gap):
        return None
    share = gap[i] / (gap[i] - gap[i + 1])
    return float(stories[i] + share * (stories[i + 1] - stories[i]))


def last_rate(stories: Numbers, sizes: Numbers) -> float:
    """Bytes a story between the last two of these amounts of stories: at which a method goes on beyond them."""
    (before, after), (small, large) = stories[-2:], sizes[-2:]
    return float((large - small) / (after - before))


def break_even(parameters: Natural, bytes_each: NotNegative, theirs: NotNegative, ours: NotNegative) -> float | None:
    """How many stories (or characters) it takes until weights sent along are paid for; None: never.

    theirs, ours: bits for each of them.
    """
    return 8 * parameters * bytes_each / (theirs - ours) if theirs > ours else None


def _weights(measured):
    axis, each = measured["axis"], measured["axis"]["characters"] / measured["axis"]["stories"]
    found = rates(axis)
    weights = measured["parameters"] * WEIGHT_BYTES
    amounts = measured["shelf"]["amounts"]
    rivals = {name: 8 * last_rate(amounts["stories"], amounts[name]) for name in ("bz2", "gzip")}  # bits a story
    rivals["ngram"] = each * min(rate for name, rate in found.items() if name.startswith("ngram"))
    ours = each * found["file"]
    pays = {name: break_even(measured["parameters"], WEIGHT_BYTES, theirs, ours) for name, theirs in rivals.items()}
    return {
        "weights_bytes": weights,
        "characters_per_story": each,
        "with_weights_rate": 8 * (weights + axis["file"]) / axis["characters"],
        "break_even_stories": pays["bz2"],
        "break_even_gzip_stories": pays["gzip"],
        "break_even_ngram_stories": pays["ngram"],
        "break_even_characters": each * pays["bz2"] if pays["bz2"] else None,
    }


def _learning(measured):
    """The shelf sent without weights, by the network and by n-grams; and the part of it that was really decoded."""
    shelf, learning = measured["shelf"], measured["learning"]
    stories = shelf["stories"]
    costs = {name: cumulated(shelf[name]) for name in ("transformer", "ngram", "floor")}
    last = slice(-max(1, len(stories) // 10), None)
    late = {
        name: float(np.mean(shelf[name][last]) / np.mean(shelf["floor"][last])) for name in ("transformer", "ngram")
    }
    amounts, reread = shelf["amounts"], measured["reread"]
    ends = {name: float(bytes_[-1]) for name, bytes_ in costs.items()}
    return {
        "shelf_stories": stories[-1],
        "shelf_characters": shelf["characters"],
        "shelf_transformer_bytes": ends["transformer"],
        "shelf_ngram_bytes": ends["ngram"],
        "shelf_floor_bytes": ends["floor"],
        "shelf_bz2_bytes": amounts["bz2"][-1],
        "shelf_gzip_bytes": amounts["gzip"][-1],
        "shelf_two_part_bytes": measured["parameters"] * WEIGHT_BYTES
        + measured["axis"]["file"] / measured["axis"]["stories"] * stories[-1],
        "shelf_gain_on_ngram": 1 - ends["transformer"] / ends["ngram"],
        "shelf_excess_bytes": ends["transformer"] - ends["floor"],
        "prequential_crossing": crossing(stories, costs["transformer"], costs["ngram"]),
        "prequential_bz2_crossing": crossing(
            amounts["stories"], np.interp(amounts["stories"], stories, costs["transformer"]), amounts["bz2"]
        ),
        "late_transformer_excess": late["transformer"] - 1,
        "late_ngram_excess": late["ngram"] - 1,
        "reread_xz_new": 8 * measured["axis"]["given"]["xz"] / measured["axis"]["stories"],
        **{f"reread_{name}": reread[name] for name in ("xz_old", "transformer_new", "transformer_old", "floor_old")},
        "learning_bytes": learning["bytes"],
        "learning_formula_bytes": learning["bits"] / 8,
        "learning_stories": learning["stories"],
        "learning_decoded": float(learning["decoded"]),
        "learning_seconds": learning["seconds"],
    }


def _culprit(culprit, axis):
    """What the culprit's name costs each, in bits, and what it is of the file."""
    per_story = 8 * axis["file"] / axis["stories"]
    return {
        "culprit_transformer": culprit["transformer"],
        "culprit_ngram": culprit["ngram"],
        "culprit_share": culprit["ngram"] / (min(axis["ngrams"]) / axis["stories"]),
        "file_bits_per_story": per_story,
        "tokens_per_story": culprit["tokens_per_story"],
    }


def _real(llm):
    """SmolLM2 on texts: None where there was no model."""
    found = {}
    for name, text in llm["texts"].items():
        letters = text["characters"]
        given = {
            f"llm_{name}_{rival}_rate": 8 * text[rival] / letters for rival in ("gzip", "xz", "gzip_given", "xz_given")
        }
        bits = text["bits"]
        found |= given | {
            f"llm_{name}_rate": bits / letters if bits else None,
            f"llm_{name}_tokens": text["tokens"],
            f"llm_{name}_characters": letters,
            f"llm_{name}_bytes": text["bytes"],
            f"llm_{name}_byte_rate": bits / text["bytes"] if bits else None,
            f"llm_{name}_token_rate": bits / text["tokens"] if text["tokens"] else None,
            f"llm_{name}_ngram_rate": text["ngram"] / letters,
        }
    new = llm["texts"]["new"]
    found["llm_new_rival_rate"] = rival = min(
        found["llm_new_xz_given_rate"], found["llm_new_gzip_given_rate"], found["llm_new_ngram_rate"]
    )
    rate = found["llm_new_rate"]
    found["llm_break_even_characters"] = (
        break_even(llm["parameters"], WEIGHT_BYTES, rival, rate) if rate and new["bits"] else None
    )
    found["llm_read_characters"] = llm["read"]
    even = found["llm_break_even_characters"]
    found["llm_break_even_millions"] = even / 1e6 if even else None
    return found | {f"llm_file_{name}": llm["file"][name] for name in ("bytes", "characters", "decoded", "seconds")}


def _games(measured):
    languages, game = measured["languages"], measured["game"]
    return {
        "gzip_accuracy": languages["gzip"],
        "ncd_accuracy": languages["ncd"],
        "pairs_accuracy": languages["pairs"],
        "fragments": languages["fragments"],
        "ngram_first_guesses": game["first"],
        "ngram_game_bits": game["bits"],
        "huffman_rate": measured["huffman"]["huffman"],
        "skewed_entropy": measured["huffman"]["entropy"],
        "arithmetic_rate": measured["huffman"]["arithmetic"],
    }


arguments.check(__name__)
