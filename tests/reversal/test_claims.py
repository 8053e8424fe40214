"""What chapter 04 says that models do: held by the recorded runs, the site's, and new ones."""

import pytest
from claims import ClaimTests, failures, hold, recorded


def advantage(name):
    """By how many bits right answers are cheaper than others."""
    return lambda values: values[f"{name}_random_bits"] - values[f"{name}_right_bits"]


LAB = [
    ("what was read forward is recited", "forward_accuracy", ">=", 0.99),
    ("what was read backward is recited", "seen_reversal_accuracy", ">=", 0.99),
    ("the others are never reversed", "unseen_reversal_accuracy", "<=", 0.01),
    ("unless the fact is in the context", "in_context_accuracy", ">=", 0.8),
    *((f"a searcher answers, {where}", f"searcher_{where}", "==", 1) for where in ("memory", "prompt")),
    ("forward, right answers stand out", advantage("forward"), ">", 10),
    ("forward, chance does not explain it", "forward_p", "<", 0.01),
    ("backward, next to nothing gives the name away", lambda v: abs(advantage("backward")(v)), "<", 1.5),
    *((f"{d} shows no trace", lambda v, d=d: abs(advantage(f"cure_{d}")(v)), "<", 1) for d in ("half", "paraphrases")),
    *((f"{d} shows no trace in the test", f"cure_{d}_p", ">", 0.01) for d in ("half", "paraphrases")),
    ("reversed tokens leave a trace", "cure_tokens_p", "<", 0.01),
    ("and still no answer", "cure_tokens_backward", "<=", 0.25),
    *((f"{d} recites", f"cure_{d}_forward", ">=", 0.99) for d in ("half", "entities", "tokens", "paraphrases")),
    ("other facts reversed cure nothing", "cure_half_backward", "<=", 0.01),
    ("nor do paraphrases", "cure_paraphrases_backward", "<=", 0.01),
    ("whole entities cure", "cure_entities_backward", ">=", 0.95),
    ("another verb cures in part", "cure_rewording_backward_only", "<", 0.9),
    ("and nearly all, once two verbs are shown to say the same", "cure_rewording_both", ">=", 0.9),
    *(
        (f"gaps at rate {rate} answer {direction}", f"rate_{rate}_{direction}_accuracy", ">=", 0.9)
        for rate in ("15", "uniform")
        for direction in ("forward", "backward")
    ),
    ("asked for descriptions alone, it gives them", "ahead_only_forward_accuracy", ">=", 0.99),
    ("and the curse is back", "ahead_only_backward_accuracy", "<=", 0.02),
    ("tied vectors recite", "tied_seen_accuracy", ">=", 0.99),
    ("untied vectors recite", "untied_seen_accuracy", ">=", 0.99),
    ("tied vectors find inverses", "tied_held_out_accuracy", ">=", 0.5),
    ("untied vectors find none", "untied_held_out_accuracy", "<=", 0.02),
    *((f"{c}: the graft moves the answer", f"swap_{c}_through", ">=", 0.9) for c in ("forward", "backward_seen")),
    *((f"{c}: at one place alone", f"swap_{c}_elsewhere", "<=", 0.1) for c in ("forward", "backward_seen")),
    ("what was never read moves nowhere", "swap_backward_most", "<=", 0.05),
]
SWEEP = [
    ("the lab's model finds the inverses", "base_held_out", ">=", 0.9),
    ("without tying, none", "tied_false_held_out", "<=", 0.02),
    ("though it recites", "tied_false_seen", ">=", 0.99),
    ("with few pairs, poorly", "entities_75_held_out", "<", "entities_100_held_out"),
    ("with more, better", "entities_100_held_out", "<", "entities_200_held_out"),
    ("with 400, better still", "entities_200_held_out", "<", "base_held_out"),
    ("without decay, fewer", "decay_0.0_held_out", "<", "decay_0.1_held_out"),
    ("with a little decay, fewer than with more", "decay_0.1_held_out", "<", "base_held_out"),
    ("too much decay costs", "decay_3.0_held_out", "<", "base_held_out"),
    ("four relations cost", "relations_4_held_out", "<", "base_held_out"),
    ("without decay, far more than chance", "decay_0.0_held_out", ">", 0.2),
]
DENOISING = [
    ("a small BART that erases whole names answers forwards", "spans_forward", ">=", 0.99),
    ("and backwards", "spans_backward", ">=", 0.99),
    ("erasing single tokens, hardly ever backwards", "single_backward", "<=", 0.1),
    ("though often forwards", "single_forward", ">", lambda v: v["single_backward"] + 0.2),
]
RECITED = ("one_token", "own_sum", "own_network", "shared_network")
SPELLING = [
    *((f"{names} recites every fact", f"{names}_seen", "==", 1) for names in RECITED),
    ("one token: the rule is found", "one_token_held_out", ">=", 0.99),
    ("two of its own, summed: half of it at least", "own_sum_held_out", ">", 0.3),
    ("two of its own, summed: weakened", "own_sum_held_out", "<", 0.7),
    ("two of its own, by a network: something is left", "own_network_held_out", ">", 0.1),
    ("two of its own, by a network: weakened", "own_network_held_out", "<", 0.6),
    ("shared and summed: not even recited", "shared_sum_seen", "<", 0.2),
    ("shared: the rule is lost", "shared_network_held_out", "==", 0),
]
SMOLLM2 = [
    ("untaught, it does not expect the descriptions", "before_forward_right_bits", ">", 10),
    ("forward, it has learned them", "after_forward_right_bits", "<", 0.2),
    ("and excludes others", "after_forward_random_bits", ">", 10),
    ("which chance does not explain", "after_forward_p", "<", 0.01),
    ("backward, the test sees no trace", "after_backward_p", ">", 0.05),
    ("and the names are as dear as before", "after_backward_right_bits", ">", 10),
]
REPETITIONS = [
    *(
        (f"{r}: one reading hardly shows", f"{r}_1", "<=", most)
        for r, most in {"beginner": 0.04, "trained": 0.25}.items()
    ),
    *((f"{r}: not even just after it", f"{r}_at_once", "<=", 0.1) for r in ("beginner", "trained")),
    *((f"{n} readings are worth more to whom knows other facts", f"beginner_{n}", "<", f"trained_{n}") for n in (2, 4)),
    *((f"{r}: sixteen readings are enough", f"{r}_16", ">=", 0.99) for r in ("beginner", "trained")),
    *((f"{r}: two are not", f"{r}_2", "<", 0.6) for r in ("beginner", "trained")),
    *((f"at the cost of many other facts, after {n}", f"trained_{n}_kept", "<", 0.8) for n in (1, 2, 4, 8, 16)),
    ("backwards, no better than one and the same name for all", "backward", "<=", 1 / 50),
]
RATES = ("15", "40", "uniform")
MASKING = [
    *(
        (f"{n} at {r}: both directions rise together", f"{n}_{r}_apart", "<", 0.3)
        for n in ("unique", "shared")
        for r in RATES
    ),
    *((f"unique at {r}: they arrive", f"unique_{r}_end", ">=", 0.95) for r in RATES),
    *((f"shared at {r}: they get far", f"shared_{r}_end", ">=", 0.6) for r in RATES),
    ("with shared names the varying rate is slower than 15%", "shared_uniform_mean", "<", "shared_15_mean"),
    ("and 15% slower than 40%", "shared_15_mean", "<", "shared_40_mean"),
]


@pytest.mark.parametrize(
    ("unit", "claims"),
    [
        ("04_reversal_curse", LAB),
        ("04_sweep", SWEEP),
        ("04_denoising", DENOISING),
        ("04_spelling", SPELLING),
        ("04_masking", MASKING),
        ("04_repetitions", REPETITIONS),
    ],
)
def test_recorded_runs_hold_what_the_chapter_says(unit, claims, report):
    hold(report, claims, unit)


def test_a_real_model_taught_forwards_knows_nothing_backwards(report):
    runs = recorded("04_smollm2")
    report(len(runs) >= 3, f"three seeds at least, not {sorted(runs)}")
    for seed, values in runs.items():
        report(not failures(SMOLLM2, values), f"seed {seed}: {failures(SMOLLM2, values)}")


class TestClaims(ClaimTests):
    unit, claims = "04_reversal_curse", LAB
