"""Every number that chapter 07 quotes, derived from what lab 07 and its controls kept."""

from collections.abc import Callable, Mapping

import numpy as np

from labkit.emergence import parity, published, scoring

CARD = {
    "recall_exact_smallest": ".1%",
    "recall_exact_largest": ".1%",
    "recall_digit_smallest": ".0%",
    "recall_gap": ".2f",
    "score_exact": ".0f",
    "score_bits": ".0f",
    "recall_forecast": ".0%",
    "zero_share": ".0%",
    "critical_sizes": ",.0f",
    "addition_rise": ".0%",
    "parity_fall_first": ",.0f",
    "parity_fall_last": ",.0f",
    "parity_hidden": ".2f",
}


def summary(measured: Mapping) -> dict:
    """The numbers of a run of lab 07; None where something did not happen, or has no meaning."""
    m = measured
    books = _suddenness(m["scores"]) | _books(m["parameters"], m["scores"])
    found = books | {"recall_questions": m["questions"], "recall_correlation": m["correlation"]}
    found |= _short_tests(m["scores"]["exact"], m["short_test"]) | _pages(m["parameters"], m["pages"])
    return found | _additions(m["sums"]) | _falls(m["falls"]) | gpt3()


def _suddenness(scores):
    """Of each metric by size: the score of BIG-bench, the share of the largest step, and the smallest step."""
    found = {}
    for name, values in scores.items():
        found[f"score_{name}"] = _if_defined(scoring.emergence_score, values, form=abs)
        found[f"rise_{name}"] = _if_defined(scoring.steepest_share, values)
        steps = np.diff(values) * np.sign(values[-1] - values[0])
        found[f"least_{name}"] = float(steps.min())
    return found


def _books(parameters, scores):
    """How each metric begins and ends; how well p^5, and the law, foretell exact match."""
    exact, digit = np.array(scores["exact"]), np.array(scores["digit"])
    known = max(2, len(parameters) - 3)
    law = _if_defined(lambda: scoring.forecast(parameters[:known], digit[:known], at=parameters[-1:])[0] ** 5)
    ends = {f"recall_{name}_smallest": values[0] for name, values in scores.items()}
    ends |= {f"recall_{name}_largest": values[-1] for name, values in scores.items()}
    return ends | {
        "recall_gap": float(np.abs(digit**5 - exact).max()),
        "recall_forecast": law,
    }


def _short_tests(exact, short_test):
    """The size that knows about one number in a hundred, and how often a short test says that it knows none."""
    closest = int(np.abs(np.array(exact) - 0.01).argmin())
    return {"zero_accuracy": exact[closest], "zero_share": short_test["zeros"][closest]}


def _pages(parameters, pages):
    """The size at which most pages are mastered first, under each threshold."""
    first = [_first(np.array(shares) > 0.5) for shares in pages["mastered"]]
    return {"critical_sizes": [None if i is None else parameters[i] for i in first]}


def _additions(sums):
    exact, digit, bits = (np.array(sums[name]) for name in ("exact", "digit", "bits"))
    return {
        "addition_exact_smallest": float(exact[0]),
        "addition_exact_largest": float(exact[-1]),
        "addition_cube_smallest": float(digit[0] ** 3),
        "addition_rise": _if_defined(scoring.steepest_share, bits),
        "addition_gap_mean": float(np.abs(digit**3 - exact).max()),
    }


def _falls(falls):
    """Of the networks that learn parity: their bits early and late, when they fall, and what stirs before."""
    bits, found = np.array(falls["bits"]), parity.turning_points(*falls.values())
    halves = [half for _, half, *_ in found if half is not None]
    return {
        "parity_bits_before": float(bits[:10].mean()),
        "parity_bits_after": float(bits[-1].max()),
        "parity_fall_first": min(halves, default=None),
        "parity_fall_last": max(halves) if len(halves) == len(found) else None,
        "parity_hidden": min(progress for _, _, progress, *_ in found),
        "parity_control": max(control for *_, control in found),
    }


def gpt3(fitted: int = 6) -> dict:
    """What the published table says of three-digit sums, and the law fitted to the `fitted` smallest models."""
    exact, length, flops = published.gpt3("3D+"), published.mean_sum_length(3), published.GPT3_FLOPS
    digit = exact ** (1 / length)
    law = scoring.forecast(flops[:fitted], digit[:fitted], at=flops)
    return {
        "gpt3_exact": exact,
        "gpt3_digit": digit,
        "gpt3_law": law,
        "gpt3_exact_13b": float(exact[6]),
        "gpt3_exact_175b": float(exact[7]),
        "gpt3_forecast_13b": float(law[6] ** length),
        "gpt3_forecast_175b": float(law[7] ** length),
        "gpt3_rise_exact": scoring.steepest_share(exact),
        "gpt3_rise_digit": scoring.steepest_share(digit),
    }


def transformer(measured: Mapping) -> dict:
    """Of one seed of 07_transformer: where the bits jump, where they halt, and which models succeed."""
    exact, bits = np.array(measured["exact"]), np.array(measured["bits"])
    steps = -np.diff(bits) / np.ptp(bits) if np.ptp(bits) else np.zeros(1)
    stages = np.log2(10) / 4 * np.arange(1, 4)  # one, two or three digits of four are a matter of chance
    return {
        "sizes": len(exact),
        "largest_step": float(steps.max()),
        "cliff": int(steps.argmax()) + 1,  # the first size after the largest step, counted from 0
        "undecided": int(((exact >= 0.2) & (exact <= 0.8)).sum()),
        "unfinished": int((bits > 0.4).sum()),
        "halts": int((np.abs(bits[:, None] - stages) < 0.07).any(1).sum()),
        "exact_best": float(exact.max()),
        "exact_largest": float(exact[-1]),
        "digit_largest": measured["digit"][-1],
        "plain_gain": measured["plain"]["exact"] - float(exact[-1]),  # written as we do, less from the units on
    }


def quanta(measured: Mapping) -> dict:
    """Of one seed of 07_quanta: the skills learnt, and the steepest steps of the first ones and of the mean."""
    bits, frequency = np.array(measured["bits"]), np.array(measured["frequency"])  # (skill, step), (skill)
    mean = frequency @ bits  # weighted by demand
    late = np.array(measured["steps"]) >= 100
    return {
        "skills": len(bits),
        "learnt": int((bits[:, -1] < 0.5).sum()),
        "first_skill": float(bits[0, -1]),
        "steepest_skill": float(-np.diff(bits[:3]).min()),
        "steepest_mean": float(-np.diff(mean[late]).min()) if late.sum() > 1 else None,
    }


def _if_defined(measure: Callable, *values, form: Callable = float) -> float | None:
    """None where a measure refuses its values: a curve that does not change has no steepest step."""
    try:
        return form(measure(*values))
    except ValueError:
        return None


def _first(true) -> int | None:
    """The first position that is true."""
    return int(true.argmax()) if true.any() else None
