"""What chapter 02 says that models do: held by the recorded runs, the site's, and new ones."""

from claims import ClaimTests, hold

CLASSICAL = [f"{name}{use}" for name in ("gzip", "bz2", "xz", "zstd") for use in ("", "_given", "_tokens")]
CLAIMS = [
    ("the file is within 12% of the entropy of the source", "file_excess", "<=", 0.12),
    ("and never below it", "file_excess", ">", 0),
    *((f"below {name}", "file_rate", "<", f"{name}_rate") for name in CLASSICAL),
    *((f"below the {n}-gram", "file_rate", "<", f"ngram_{n}_rate") for n in range(1, 7)),
    ("the best n-gram is a good deal above the floor", "ngram_excess", ">=", 0.3),
    ("and below every ordinary compressor", "ngram_rate", "<", "best_classical_rate"),
    ("the file is decoded to the last byte", "decoded", "==", 1),
    ("it has the size that the loss says", "file_bytes", "<=", lambda v: 1.01 * v["formula_bytes"] + 40),
    ("in both directions", "file_bytes", ">=", lambda v: v["formula_bytes"]),
    ("with its weights it is far larger than gzip's", "with_weights_rate", ">", lambda v: 2 * v["gzip_rate"]),
    (
        "weights are paid for sooner against bz2 than against the n-gram",
        "break_even_stories",
        "<",
        "break_even_ngram_stories",
    ),
    ("what was written while learning is decoded", "learning_decoded", "==", 1),
    (
        "its size is the area under the curve",
        *(lambda v: abs(v["learning_bytes"] / v["learning_formula_bytes"] - 1), "<=", 0.02),
    ),
    (
        "at the end the network that learns has sent less than the n-gram",
        "shelf_transformer_bytes",
        "<",
        "shelf_ngram_bytes",
    ),
    ("less than bz2", "shelf_transformer_bytes", "<", "shelf_bz2_bytes"),
    ("less than with its weights", "shelf_transformer_bytes", "<", "shelf_two_part_bytes"),
    ("more than the source", "shelf_transformer_bytes", ">", "shelf_floor_bytes"),
    ("it overtakes the n-gram after some two thousand stories", "prequential_crossing", ">=", 1500),
    ("or three", "prequential_crossing", "<=", 4000),
    ("before the end", "prequential_crossing", "<", "shelf_stories"),
    ("xz pays next to nothing for what it has read", "reread_xz_old", "<=", lambda v: 0.1 * v["reread_floor_old"]),
    ("xz pays dearly for what is new", "reread_xz_new", ">", lambda v: 2 * v["reread_floor_old"]),
    (
        "the network pays the same for old and new",
        *(lambda v: abs(v["reread_transformer_old"] / v["reread_transformer_new"] - 1), "<=", 0.04),
    ),
    ("the culprit costs the n-gram more than two bits", "culprit_ngram", ">=", 2),
    ("the network hardly anything", "culprit_transformer", "<=", 0.5),
    ("a few hundredths of a story", "culprit_share", "<=", 0.06),
    ("pairs of letters know languages better than gzip", "pairs_accuracy", ">=", lambda v: v["gzip_accuracy"] + 0.2),
    ("by the normalised distance too", "pairs_accuracy", ">=", lambda v: v["ncd_accuracy"] + 0.2),
    ("gzip better than chance", "gzip_accuracy", ">=", 0.4),
    ("the normalised distance too", "ncd_accuracy", ">=", 0.4),
    ("Huffman pays nearly twice the entropy", "huffman_rate", ">=", lambda v: 1.9 * v["skewed_entropy"]),
    ("arithmetic coding pays the entropy", "arithmetic_rate", "<=", lambda v: 1.03 * v["skewed_entropy"]),
]
REAL = [  # with SmolLM2
    (
        "a real model halves what the others need on new prose",
        "llm_new_rate",
        "<=",
        lambda v: 0.7 * v["llm_new_rival_rate"],
    ),
    ("and needs less on a famous text", "llm_known_rate", "<=", lambda v: 0.8 * v["llm_new_rate"]),
    (
        "which the n-gram finds only a little easier",
        "llm_known_ngram_rate",
        ">=",
        lambda v: 0.85 * v["llm_new_ngram_rate"],
    ),
    ("a sentence really comes back", "llm_file_decoded", "==", 1),
    ("its weights need hundreds of megabytes of text", "llm_break_even_millions", ">=", 300),
]


def test_recorded_runs_hold_what_the_chapter_says(report):
    speed = (
        "the coder does 50,000 symbols a second",
        "coder_speed",
        ">=",
        50_000,
    )  # said of the recording machine alone
    hold(report, [*CLAIMS, *REAL, speed], "02_compression")


class TestClaims(ClaimTests):
    unit, claims = "02_compression", CLAIMS
