"""What chapter 08 says that models do: held by the recorded runs, the site's, and new ones."""

from claims import ClaimTests, hold, recorded

FIVE_POINTS, TWENTY_POINTS = 0.05, 0.20
CLAIMS = [
    ("16 programs: what is demonstrated is known", "known_demonstrated_16", ">=", 0.95),
    ("and what is not", "known_other_16", ">=", 0.95),
    *(
        claim
        for K in (256, 4096)
        for claim in (
            (f"{K} programs: new answers are copied", f"new_demonstrated_{K}", ">=", 0.95),
            ("and little else known", f"known_other_{K}", "<=", 0.25),
            ("nor new", f"new_other_{K}", "<=", lambda v: v["chance_left"] + FIVE_POINTS),
            ("where Bayes would know all", f"bayes_known_other_{K}", ">=", 0.99),
            ("the prompt is believed", f"prompt_{K}", ">=", 0.9),
        )
    ),
    ("64: known without being shown", "known_other_64", ">=", lambda v: v["chance"] + TWENTY_POINTS),
    ("and copied", "new_demonstrated_64", ">=", lambda v: v["chance"] + TWENTY_POINTS),
    ("though the lie is believed", "prompt_64", ">=", 0.9),
    ("the network asks for more demonstrations than Bayes", "shots_16_2", "<", "bayes_shots_16_2"),
    ("the answer of a copyist follows the attention", "follows_256", ">=", 0.8),
    ("also with the longest list", "follows_4096", ">=", 0.8),
    ("one lie in four is borne", "lies_16_1", ">=", 0.7),
    ("three in four are not, where the librarian gets more", "lies_16_3", "<", "lies_nearest_3"),
    ("shifts are known with demonstrations", "shifts_known", ">=", 0.95),
    ("a vector carries little of a program", "kept_best", "<=", lambda v: v["known_other_16"] / 2),
    ("halfway, one or the other", "mix_other_4", "<=", 0.2),
    ("neither of them much more often", "mix_first_4", "<=", lambda v: v["mix_second_4"] + 0.15),
    ("two strangers do not hide the first", "mix_first_2", ">=", 0.7),
]
OF_THE_FIVE = [  # of other starts, some copy with 16 and some know a little more with 256: 08_seeds
    (
        "16 programs: a new answer in the prompt is not given back",
        "new_demonstrated_16",
        "<=",
        lambda v: v["chance"] + FIVE_POINTS,
    ),
    ("less often than by the librarian", "new_demonstrated_16", "<", "nearest_new_demonstrated_16"),
    ("nor by a babbler", "new_demonstrated_16", "<", "babbler_new_demonstrated_16"),
    ("the list is believed", "program_16", ">", lambda v: v["prompt_16"] + 0.5),
    ("a database does not follow the attention", "follows_16", "<=", 0.15),
    ("256 programs: nothing else is known", "known_other_256", "<=", lambda v: v["chance_left"] + 0.07),
    ("nor with 4,096", "known_other_4096", "<=", lambda v: v["chance_left"] + FIVE_POINTS),
]
REAL = [  # what is said of SmolLM2
    ("one demonstration helps", "llm_one", ">", lambda v: v["llm_none"] + 0.2),
    ("five help more", "llm_five", ">", "llm_one"),
    ("the invented code is not learned", "llm_cipher_five", "<=", 0.25),
    ("random answers cost", "llm_random", "<", lambda v: v["llm_five"] - 0.1),
    ("less for capitals", "llm_capital_random", ">=", 0.5),
    ("than for opposites", "llm_antonym_random", "<=", 0.4),
    *(
        ("where the vector brings nothing", f"llm_{task}_vector", "<=", 0.1)
        for task in ("capital", "plural", "translation", "cipher")
    ),
    ("the vector is better than nothing", "llm_vector", ">", "llm_none"),
    ("and less than five examples", "llm_vector", "<", "llm_five"),
]

TRAPS = [  # one demonstration lies and is asked about
    *(
        (f"a {task} is rather corrected", f"trap_{task}_program", ">", lambda v, t=task: v[f"trap_{t}_prompt"] + 0.3)
        for task in ("capital", "plural")
    ),
    ("Caesar's lie is hardly ever corrected", "trap_cipher_program", "<=", 0.2),
    ("and now and then repeated", "trap_cipher_prompt", ">=", 0.1),
]
BESIDE = [
    ("copies are rather corrected too", "trap_copy_program", ">=", 0.6),
    ("next letters by less than half", "trap_alphabet_program", "<=", 0.5),
    ("Caesar's truth is repeated by less than half", "told_cipher", "<=", 0.5),
]
PLACES = [
    ("by one place: half of the letters", "shift_1", ">=", 0.4),
    ("by any other: hardly one", "shift_other", "<=", 0.15),
]
STARTS = [
    ("twenty starts", "count", "==", 20),
    ("of which the database always knows its list", "few_knowing", ">=", 0.95),
    ("a few copy more than chance", "few_copying", "<=", 6),
    ("some of them often", "few_most", ">=", 0.4),
    ("the copyists always copy", "many_copying", ">=", 0.95),
    ("and know little else", "many_most", "<=", 0.25),
]

CROSSING = [
    ("half the training: copying has begun", "shorter_new_demonstrated", ">=", 0.3),
    ("and a quarter is known", "shorter_known_other", "<=", 0.35),
    ("five times the training: nearly all is known", "longer_known_other", ">=", 0.9),
    ("and new answers are still copied", "longer_new_demonstrated", ">=", 0.7),
    *(
        claim
        for change in ("symbols", "demonstrations")
        for claim in (
            (f"other {change}: a copyist", f"{change}_new_demonstrated", ">=", 0.95),
            ("that knows little", f"{change}_known_other", "<=", 0.25),
        )
    ),
    ("rarer repetitions: no copying", "rarer_new_demonstrated", "<=", 0.3),
    ("but knowing", "rarer_known_other", ">=", 0.5),
    ("texts of mixed lengths: 16 dictionaries, known", "mixed_known_other", ">=", 0.8),
    ("and copied", "mixed_new_demonstrated", ">=", 0.8),
]

OFFSETS = [  # two vectors mixed
    *(
        claim
        for kind in ("permutations", "offsets")
        for claim in (
            (f"{kind}: the token carries the program", f"{kind}_first_none", ">=", 0.99),
            ("a quarter changes little", f"{kind}_first_quarter", ">=", 0.8),
            (
                "half and half, one or the other",
                lambda v, k=kind: v[f"{k}_first_half"] + v[f"{k}_second_half"],
                ">=",
                0.5,
            ),
            ("a vector drawn at random is no program", f"{kind}_untrained", "<=", 0.5),
            ("nor is that of another layer", f"{kind}_elsewhere", "<=", 0.5),
        )
    ),
    ("no offset in between", "offsets_between_half", "<=", 0.1),
    ("the rule is learnt for what was shown", "rule_hidden", ">=", 0.5),
    ("a straight line breaks it", "rule_other_half", ">=", 0.3),
    ("no offset in between there either", "rule_between_half", "<=", 0.1),
    ("it lies near the circles", "rule_circles", ">=", lambda v: v["rule_untrained"] + 0.2),
]


def test_what_lies_between_two_programs(report):
    runs = recorded("08_offsets")
    computing = [values["rule_hidden"] >= 0.99 for values in runs.values()]
    report((sum(computing), len(runs)) == (4, 5), f"the chapter says: four networks of five compute; {computing}")
    hold(report, OFFSETS, "08_offsets")


def test_what_moves_the_crossing(report):
    hold(report, CROSSING, "08_crossing")
    hold(report, STARTS, "08_seeds", seeds=range(1))


def test_what_the_real_model_follows_and_believes(report):
    hold(report, PLACES + TRAPS + BESIDE, "08_real")


def test_recorded_runs_hold_what_the_chapter_says(report):
    hold(report, CLAIMS + OF_THE_FIVE + REAL + TRAPS, "08_programs")


class TestClaims(ClaimTests):
    unit, claims = "08_programs", CLAIMS
