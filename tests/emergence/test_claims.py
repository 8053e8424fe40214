"""What chapter 07 says that models do: held by the recorded runs, the site's, and new ones."""

from claims import ClaimTests, failures, hold, recorded

GRADUAL = ("digit", "edit", "brier", "bits")

CLAIMS = [
    ("the smallest books are hardly known by a single whole number", "recall_exact_smallest", "<=", 0.05),
    ("the largest networks know most numbers", "recall_exact_largest", ">=", 0.8),
    ("p^5 tells exact match beforehand", "recall_gap", "<=", 0.1),
    ("right digits come together", "recall_correlation", ">", 0),
    ("but hardly", "recall_correlation", "<", 0.1),
    *[(f"{name} moves at each size", f"least_{name}", ">", 0) for name in GRADUAL],
    *[(f"{name} is less sudden", f"score_{name}", "<", lambda v: 0.5 * v["score_exact"]) for name in GRADUAL],
    *[(f"{name} has no step as high", f"rise_{name}", "<", "rise_exact") for name in GRADUAL],
    ("gentle is not predictable", "recall_forecast", "<", lambda v: 0.5 * v["recall_exact_largest"]),
    ("one of our models knows about one number in a hundred", "zero_accuracy", "<", 0.02),
    ("it knows some", "zero_accuracy", ">", 0),
    ("a short test often says that it knows none", "zero_share", ">", 0.4),
    ("a higher threshold, a larger size", lambda v: v["critical_sizes"][0], "<", lambda v: v["critical_sizes"][1]),
    ("and one more", lambda v: v["critical_sizes"][1], "<", lambda v: v["critical_sizes"][2]),
    ("the smallest perceptron cannot add", "addition_exact_smallest", "<", 0.1),
    ("the largest can", "addition_exact_largest", ">", 0.9),
    ("from size to size the bits come down without a leap", "addition_rise", "<", 0.5),
    ("unequal digits: the mean promises too much", "addition_cube_smallest", ">", "addition_exact_smallest"),
    ("parity begins with a plain at the price of a coin toss", "parity_bits_before", ">", 0.99),
    ("even the slowest network loses half of its loss", "parity_bits_after", "<", 0.5),
    ("hidden progress comes before the fall", "parity_hidden", ">", 1),
    ("signs that are of no use do not stir", "parity_control", "<", "parity_hidden"),
    ("the small GPT-3 models do not announce 13 billion", "gpt3_forecast_13b", "<", lambda v: v["gpt3_exact_13b"] / 2),
    ("nor 175 billion", "gpt3_forecast_175b", "<", lambda v: v["gpt3_exact_175b"] / 2),
]

ONE_TRANSFORMER_EACH = [("the bits jump too", "largest_step", ">", 0.35)]

QUANTA = [
    ("several skills are learnt", "learnt", ">=", 3),
    ("the rarest are still unknown", "learnt", "<", "skills"),
    ("the most frequent one is known", "first_skill", "<", 0.1),
    ("the mean is smoother than the skills", "steepest_mean", "<", "steepest_skill"),
]

SEEDS_OF_TRANSFORMERS = [
    ("the cliff stands three sizes earlier with another seed", lambda v: max(v["cliff"]) - min(v["cliff"]), "==", 3),
    ("two camps: few results between", lambda v: sum(v["undecided"]) / sum(v["sizes"]), "<", 0.2),
    ("with two seeds the largest model breaks down", lambda v: sum(x < 0.5 for x in v["exact_largest"]), "==", 2),
    ("where smaller ones succeed", lambda v: min(v["exact_best"]), ">", 0.95),
    ("one of them wants one digit in four", lambda v: min(abs(x - 0.75) for x in v["digit_largest"]), "<", 0.05),
    ("bits often halt at stages, one digit apart", lambda v: sum(v["halts"]) / sum(v["unfinished"]), ">", 0.5),
    ("no clear gain of writing the units first", lambda v: max(v["plain_gain"]), ">", 0.1),
]


def test_recorded_runs_hold_what_the_chapter_says(report):
    hold(report, CLAIMS, "07_emergence")


def test_recorded_transformers_hold_what_the_chapter_says(report):
    hold(report, ONE_TRANSFORMER_EACH, "07_transformer")
    runs = list(recorded("07_transformer").values())
    for failure in failures(SEEDS_OF_TRANSFORMERS, {name: [run[name] for run in runs] for name in runs[0]}):
        report(False, failure)


def test_recorded_skills_hold_what_the_chapter_says(report):
    hold(report, QUANTA, "07_quanta")


class TestClaims(ClaimTests):
    unit, claims = "07_emergence", CLAIMS
