"""The numbers of unit 04, against cases worked out by hand."""

import pytest

from labkit import results
from labkit.reversal import measures

UNTOLD = {"right_bits": 9.0, "random_bits": 10.5, "p": 0.04}
LAB = {
    "recalled": {"two_way": {"forward": 1.0, "backward": 0.9}, "one_way": {"forward": 0.8, "backward": 0.1}},
    "in_context": 0.7,
    "searcher": {"memory": 1.0, "prompt": 0.9},
    "costs": {"forward": {"right": [0.1], "others": [9.0]}, "backward": {"right": [9.0], "others": [10.5]}},
    "evidence": {"forward": {"right_bits": 0.1, "random_bits": 20.0, "p": 0.001}, "backward": UNTOLD},
    "diets": {"half": {"forward": 1.0, "backward": 0.0} | UNTOLD},
    "rewording": {"both": 0.95},
    "gaps": {"ahead_only": {"forward": [[5, 10], [0.5, 1.0]], "backward": [[5, 10], [0.2, 0.0]]}},
    "links": {"tied": {"seen": [[5], [1.0]], "held_out": [[5], [0.6]]}},
    "swaps": {"forward": [[0.9, 0.1], [0.4, 0.5], [0.2, 0.8]]},
    "advantage": {"parent": 3.5, "child": None},
}


def test_the_lab_s_numbers():
    assert measures.summary(LAB) == {
        "forward_accuracy": pytest.approx(0.9),
        "seen_reversal_accuracy": 0.9,
        "unseen_reversal_accuracy": 0.1,
        "in_context_accuracy": 0.7,
        **{"searcher_memory": 1.0, "searcher_prompt": 0.9},
        **{"forward_right_bits": 0.1, "forward_random_bits": 20.0, "forward_p": 0.001},
        **{"backward_right_bits": 9.0, "backward_random_bits": 10.5, "backward_p": 0.04},
        **{"cure_half_forward": 1.0, "cure_half_backward": 0.0},
        **{"cure_half_right_bits": 9.0, "cure_half_random_bits": 10.5, "cure_half_p": 0.04},
        "cure_rewording_both": 0.95,
        **{"ahead_only_forward_accuracy": 1.0, "ahead_only_backward_accuracy": 0.0},
        **{"tied_seen_accuracy": 1.0, "tied_held_out_accuracy": 0.6},
        **{"swap_forward_through": 0.8, "swap_forward_elsewhere": 0.2, "swap_forward_most": 0.9},
        **{"llm_parent_advantage_bits": 3.5, "llm_child_advantage_bits": None},
    }


def test_both_directions_of_a_masked_model_beside_one_another():
    curves = {"forward": [[1, 2], [0.2, 0.9]], "backward": [[1, 2], [0.5, 0.8]]}
    found = measures.masking({"curves": {"unique": {"15": curves}}})
    expected = {"unique_15_end": 0.8, "unique_15_apart": 0.3, "unique_15_mean": 0.6}
    assert found == {name: pytest.approx(value) for name, value in expected.items()}


def test_a_number_of_readings_gets_the_rate_that_did_best_in_the_trial():
    def curves(forward, bits, at_once=0.0, backward=0.0):
        asked = {"forward": [[0, 1, 2, 4], [0.0, *forward]], "bits": [[0, 1, 2, 4], [20.0, *bits]]}
        asked["backward"] = [[0, 1, 2, 4], [0.0, 0.0, backward, 0.0]]
        return asked | {"kept": [[0, 1, 2, 4], [1.0, 0.9, 0.8, 0.7]], "at_once": [[1], [at_once]]}

    fast, slow = "0.1", "0.01"
    trial = {fast: curves([0.0, 0.5, 0.6], [9.0, 5.0, 4.0]), slow: curves([0.0, 0.4, 1.0], [8.0, 6.0, 0.0])}
    result = {
        fast: curves([0.3, 0.5, 0.7], [7.0, 4.0, 3.0], 0.8, 0.02),
        slow: curves([0.1, 0.6, 0.98], [8.5, 6.0, 0.1], 0.2, 0.9),
    }
    found = measures.repetitions({"trial": {"beginner": trial}, "curves": {"beginner": result}})
    assert {name: found[f"beginner_{name}"] for name in ("1", "2", "4")} == {"1": 0.1, "2": 0.5, "4": 0.98}
    assert (found["beginner_1_bits"], found["beginner_2_bits"], found["beginner_4_bits"]) == (8.5, 4.0, 0.1)
    assert (found["beginner_2_kept"], found["backward"]) == (0.8, 0.02)
    assert found["beginner_at_once"] == 0.2  # at the rate of one reading: the trial is a tie, but for the bits
    assert (found["beginner_half"], found["beginner_all"]) == (2, None)


def test_controls_name_a_number_by_its_condition():
    kept = {"seen": {"base": 1.0, "entities_75": 0.9}, "held_out": {"base": 0.95, "entities_75": 0.2}, "steps": 200}
    expected = {"base_seen": 1.0, "entities_75_seen": 0.9, "base_held_out": 0.95, "entities_75_held_out": 0.2}
    assert measures.sweep(kept) == measures.spelling(kept) == expected
    taught = {"after": {"backward": {"p": 0.3}}, "facts": 12}
    assert measures.smollm2(taught) == {"after_backward_p": 0.3, "facts": 12}


def test_the_card_has_a_number_for_each_of_its_rows(report):
    assert 8 <= len(measures.CARD) <= 13
    for seed, values in results.summaries("04_reversal_curse").items():
        for name in measures.CARD:
            report(isinstance(values.get(name), float | int), f"{name} with seed {seed}: {values.get(name)}")
