"""What chapter 06 says that models do: held by the recorded runs, the site's, and new ones."""

from claims import ClaimTests, hold

FIVE_POINTS = 0.05
CLAIMS = [
    ("written facts are known", "comparison_atoms", ">=", 0.99),
    ("also those of composition", "composition_atoms", ">=", 0.99),
    ("comparison: familiar facts", "comparison_familiar", ">=", 0.98),
    ("beings never compared are compared", "comparison_outside", ">=", 0.9),
    (
        "far above the most frequent answer",
        "comparison_outside",
        ">",
        lambda v: v["comparison_frequency_outside"] + 0.3,
    ),
    ("where the ranking fails", "comparison_ranking_outside", "<", "comparison_frequency_outside"),
    ("though it passes the familiar exam", "comparison_ranking_familiar", ">=", 0.9),
    ("composition: familiar facts", "composition_familiar", ">=", 0.95),
    ("by no short cut", "composition_association_familiar", "<=", 0.15),
    ("nor by a neighbour", "composition_neighbour_familiar", "<=", 0.15),
    ("facts kept apart are not composed", "composition_outside", "<=", lambda v: v["composition_chance"] + FIVE_POINTS),
    ("few questions: all known by heart", "few_training", ">=", 0.95),
    ("and familiar facts wait", "few_familiar", "<=", lambda v: v["composition_familiar"] - 0.4),
    ("and the rest stays at chance", "few_outside", "<=", lambda v: v["composition_chance"] + FIVE_POINTS),
    ("values are read at the second token", "read_comparison_inside_0", ">=", 0.8),
    ("of beings kept apart too", "read_comparison_outside_0", ">=", 0.7),
    ("familiar bridges are read there", "read_composition_inside_0", ">=", 0.3),
    (
        "those of facts kept apart are not",
        "read_composition_outside_0",
        "<=",
        lambda v: v["read_composition_inside_0"] / 2,
    ),
    ("same value: nothing changes", "same_comparison", ">=", 0.95),
    ("another value: the answer follows", "follows_comparison", ">=", 0.7),
    ("same bridge: most answers stay", "same_composition", ">=", 0.5),
    ("another bridge: the answer follows", "follows_composition", ">=", 0.3),
    ("and hardly ever stays", "stays_composition", "<=", 0.1),
    ("familiar then apart: chance", "in_out", "<=", lambda v: v["composition_chance"] + FIVE_POINTS),
    ("also with the bridge lent", "rescued_in_out", "<=", lambda v: v["composition_chance"] + FIVE_POINTS),
    ("apart then familiar: mostly lost", "out_in", "<=", 0.5),
    ("found again with the bridge lent", "rescued_out_in", ">=", lambda v: v["out_in"] + 0.3),
    ("as well as where the first fact is familiar", "rescued_out_in", ">=", lambda v: v["rescued_in_in"] - 0.15),
    ("the step written, the exam is passed", "written_outside", ">=", 0.98),
    ("the same block twice, with a word between, passes too", "twice_same_spoken_outside", ">=", 0.98),
    ("another block passes the middle exam", "twice_other_spoken_familiar", ">=", 0.95),
    ("and not the last", "twice_other_spoken_outside", "<=", lambda v: v["composition_chance"] + FIVE_POINTS),
    ("without a question the same block answers many", "alone_same_spoken_outside", ">=", 0.3),
    ("and not all", "alone_same_spoken_outside", "<=", 0.75),
]

CURES = [
    *(
        claim
        for name in ("deeper", "shared", "identity")
        for claim in (
            (f"{name}: familiar facts are composed", f"{name}_familiar", ">=", 0.8),
            ("those kept apart are not", f"{name}_outside", "<=", lambda v: v["chance"] + FIVE_POINTS),
        )
    ),
    ("a few questions for each fact: above chance", "covered_outside", ">=", lambda v: v["chance"] + 2 * FIVE_POINTS),
    ("without passing", "covered_outside", "<=", 0.7),
]
ROUNDS = [
    *(
        claim
        for name in ("late", "other", "other_spoken", "same", "same_two", "same_spoken")
        for claim in (
            (f"{name}: facts are known", f"{name}_atoms", ">=", 0.99),
            ("and familiar ones composed", f"{name}_familiar", ">=", 0.98),
        )
    ),
    *(
        (f"{name}: facts kept apart stay at chance", f"{name}_outside", "<=", lambda v: v["chance"] + FIVE_POINTS)
        for name in ("late", "other", "other_spoken")
    ),
    ("the same block: half of them are composed", "same_outside", ">=", 0.3),
    ("the same two blocks: nearly all", "same_two_outside", ">=", 0.9),
    ("a word between the rounds: all", "same_spoken_outside", ">=", 0.99),
    ("and early", "same_spoken_90_step", "<=", 800),
]
ARMS = [  # what 06_rounds leaves open
    *(
        claim
        for name in ("other", "other_two", "same_untied", "same_two_untied", "same_spoken_untied")
        for claim in (
            (f"{name}: facts are known", f"{name}_atoms", ">=", 0.99),
            ("and familiar ones composed", f"{name}_familiar", ">=", 0.98),
        )
    ),
    *(
        claim
        for name in ("other", "other_two")
        for claim in (
            (f"{name}: facts kept apart stay at chance", f"{name}_outside", "<=", lambda v: v["chance"] + FIVE_POINTS),
            ("it fails at the second of them", f"{name}_in_out", "<=", lambda v: v["chance"] + FIVE_POINTS),
            ("not at the first", f"{name}_out_in", ">=", 0.75),
        )
    ),
    ("two vectors a word: above chance", "same_untied_outside", ">=", lambda v: v["chance"] + 2 * FIVE_POINTS),
    ("and all with the word", "same_spoken_untied_outside", ">=", 0.95),
]
RATIO = [
    ("few questions: known by heart", "training_3", ">=", 0.95),
    ("and familiar facts wait", "familiar_3", "<=", 0.2),
    ("many: they are composed", "familiar_14", ">=", 0.9),
    ("facts kept apart never", "outside_14", "<=", 0.1),
]
TASKS = [
    ("two thresholds: beings kept apart, yes", "above_outside_yes", ">=", 0.95),
    ("and no", "above_outside_no", ">=", 0.95),
    ("identity: familiar ones", "same_familiar_yes", ">=", 0.8),
    ("kept apart: fewer", "same_outside_yes", "<=", lambda v: v["above_outside_yes"] - 0.15),
    ("but far more than at random", "same_outside_yes", ">=", lambda v: 2 * (1 - v["same_outside_no"])),
]
PLATEAU = [
    ("trained on: known by heart early", "training_90_step", "<=", lambda v: v["steps"] / 2),
    ("familiar facts leave the plateau late", "familiar_50_step", ">=", lambda v: 3 * v["training_90_step"]),
    ("and come to the end of it", "familiar", ">=", 0.9),
    ("those kept apart never do", "outside_most", "<=", lambda v: v["chance"] + FIVE_POINTS),
]
REAL = [
    ("SmolLM2 knows some countries", "first", ">=", 0.3),
    ("and more capitals", "second", ">=", "first"),
    ("dozens of cities with both", "cities", ">=", 50),
    ("one go: mostly wrong, whatever the wording", "right_once", "<=", 0.4),
    ("it repeats the city", "right_where", "<=", 0.1),
    ("also when told the country in the same text", "right_told", "<=", 0.3),
    ("the country written: more", "right_written", ">", "right_once"),
    ("but the intervals overlap", "right_written_low", "<=", "right_once_high"),
    ("among capitals, one go is mostly right", "picked_once", ">=", 0.8),
    ("but half is so without a question", "picked_beside", ">=", 0.4),
    ("and less than with one", "picked_beside_high", "<", "picked_once_low"),
    ("another country written is followed", "follows_swapped", ">=", 0.5),
    ("and the city's own capital gone", "right_swapped", "<=", 0.05),
]


def test_controls_hold_what_is_said_of_them(report):
    hold(report, CURES, "06_cures")
    hold(report, ROUNDS, "06_rounds")
    hold(report, ARMS, "06_arms")
    hold(report, TASKS, "06_tasks")
    hold(report, RATIO, "06_ratio")
    hold(report, PLATEAU, "06_plateau", seeds=range(2))
    hold(report, REAL, "06_real", seeds=range(1))


def test_recorded_runs_hold_what_the_chapter_says(report):
    hold(report, CLAIMS, "06_implicit_reasoning")


class TestClaims(ClaimTests):
    unit, claims = "06_implicit_reasoning", CLAIMS
