"""The numbers of unit 02: each worked out by hand on a small run."""

import pytest

from labkit.compression import measures

AXIS = {
    "characters": 4000,
    "stories": 10,
    "raw": 4000,
    "source": 500.0,
    "sizes": {"gzip": 400, "bz2": 300, "xz": 390},
    "given": {"gzip": 330, "bz2": 160, "xz": 210},
    "tokens": {"gzip": 220, "bz2": 140, "xz": 200},
    "ngrams": [3000.0, 1400.0, 1000.0, 1100.0],
    "file": 70,
    "formula": 552.0,
    "decoded": True,
}
SHELF = {
    "stories": [10, 20, 30],
    "transformer": [4000.0, 800.0, 600.0],
    "ngram": [1600.0, 2400.0, 1800.0],
    "floor": [480.0, 480.0, 480.0],
    "characters": 12_000,
    "amounts": {"stories": [10, 20, 30], "gzip": [400, 900, 1200], "bz2": [300, 650, 900]},
}
TEXT = {"characters": 100, "bytes": 110, "tokens": 20, "bits": 150.0, "ngram": 400.0}
TEXT |= {"gzip": 60, "xz": 70, "gzip_given": 45, "xz_given": 40}
MEASURED = {
    "parameters": 1000,
    "train_seconds": 3.0,
    "coder_seconds": 1e-6,
    "entropy_per_story": 50.0,
    "axis": AXIS,
    "shelf": SHELF,
    "reread": {"xz_old": 2.0, "transformer_new": 56.0, "transformer_old": 55.0, "floor_old": 50.0},
    "learning": {"bytes": 517, "bits": 4000.0, "stories": 10, "decoded": True, "seconds": 1.0},
    "culprit": {"transformer": 0.1, "ngram": 3.0, "tokens_per_story": 60.0},
    "llm": {
        "texts": {"new": TEXT, "known": TEXT | {"bits": 50.0}},
        "file": {"bytes": 30, "characters": 60, "decoded": 1.0, "seconds": 2.0},
        "parameters": 135_000_000,
        "read": 20_000,
    },
    "languages": {"gzip": 0.5, "ncd": 0.6, "pairs": 0.9, "fragments": 10},
    "game": {"first": 0.6, "bits": 2.0},
    "huffman": {"huffman": 1.1, "entropy": 0.57, "arithmetic": 0.58},
}
SOME = {
    "floor_rate": 0.125,
    "file_rate": 0.14,
    "gzip_rate": 0.8,
    "raw_rate": 8.0,
    "file_excess": 0.12,
    "best_n": 3,
    "ngram_rate": 0.25,
    "ngram_excess": 1.0,
    "best_classical": "bz2_tokens",
    "best_classical_rate": 0.28,
    "formula_bytes": 69.0,
    "weights_bytes": 2000,
    "with_weights_rate": 4.14,
    "break_even_stories": 16_000 / (200 - 56),  # at the rate of the last ten stories
    "break_even_ngram_stories": 16_000 / (100 - 56),
    "shelf_transformer_bytes": 675.0,
    "shelf_ngram_bytes": 725.0,
    "shelf_two_part_bytes": 2210.0,
    "prequential_crossing": 20 + 10 * 100 / 150,  # 100 bytes behind at 20, 50 ahead at 30
    "prequential_bz2_crossing": 10 + 10 * 200 / 250,
    "late_transformer_excess": 0.25,
    "learning_formula_bytes": 500.0,
    "learning_decoded": 1.0,
    "culprit_share": 0.03,
    "llm_new_rate": 1.5,
    "llm_new_rival_rate": 3.2,
    "llm_known_rate": 0.5,
    "llm_break_even_millions": 8 * 270 / 1.7,
    "reread_xz_new": 168.0,
    "pairs_accuracy": 0.9,
    "coder_speed": 1e6,
}


def test_the_summary_of_a_lab(report):
    found = measures.summary(MEASURED)
    for name, expected in SOME.items():
        same = found[name] == (pytest.approx(expected) if isinstance(expected, float) else expected)
        report(same, f"{name} is {found[name]}, not {expected}")
    assert set(measures.CARD) <= set(found)


def test_without_a_real_model_nothing_is_claimed_of_it():
    nobody = TEXT | {"bits": 0, "tokens": 0}
    llm = MEASURED["llm"] | {"texts": {"new": nobody, "known": nobody}, "parameters": 0}
    found = measures.summary(MEASURED | {"llm": llm})
    assert found["llm_new_rate"] is found["llm_break_even_millions"] is found["llm_new_token_rate"] is None


def test_where_two_accounts_cross():
    assert measures.crossing([1, 2, 3], [5, 3, 1], [2, 2, 2]) == pytest.approx(2.5)
    assert measures.crossing([1, 2], [1, 1], [2, 2]) == 1
    assert measures.crossing([1, 2], [3, 3], [2, 2]) is None
    assert measures.crossing([1, 2, 3, 4], [1, 3, 3, 1], [2, 2, 2, 2]) == pytest.approx(3.5)  # for good


def test_weights_that_gain_nothing_are_never_paid_for():
    assert measures.break_even(100, 1, 60, 50) == 80
    assert measures.break_even(100, 2, 50, 60) is None
