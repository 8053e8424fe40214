"""Nothing that a student gives by mistake is answered wrongly without a word, or in a sentence that does not help."""

import json
import os
import subprocess
from collections import Counter
from pathlib import Path

import hostile
import pytest
from lab_sources import PYTHON, ROOT

ALLOWED = {  # by what was given: where that is an answer like another
    "unknown": {  # any text will do
        *("told:connective", "followers:word", "size:data", "size:given", "sizes:data", "sizes:given", "guesses:text"),
        *("written:text", "classified:fragment", "by_pairs:fragment", "LetterModel:text", "LetterModel:alphabet"),
        *("probabilities:context", "single_costs:read", "single_costs:text", "next_tokens:prompt", "tokens:text"),
        *("bits:read", "bits:text", "page:read", "distance:a", "distance:b", "nearest:fragment"),
    },
    "bytes": {"size:data", "size:given", "sizes:data", "sizes:given"},
    "text": {  # is a sequence of letters
        *("token_edit_distance:prediction", "token_edit_distance:answer", "Vocabulary:words", "is_over:tokens"),
        *("readable:tokens", "printed:tokens", "sentences:words", "searched:text", "searched:asked", "guesses:letters"),
    },
    "empty": {  # nothing to say of nothing, none asked for, no frequency kept
        *("token_edit_distance:prediction", "token_edit_distance:answer", "Vocabulary:words", "encode:words"),
        *("decode:numbers", "tap:names", "is_over:tokens", "readable:tokens", "printed:tokens", "sentences:words"),
        *("probabilities:context", "followers:stories", "exam:rules", "recalled:prefix", "searched:text"),
        *("searched:asked", "filtered:frequencies", "circuit:frequencies", "restricted_loss:frequencies"),
        *("excluded_loss:frequencies", "largest:also", "forecast:at", "narrowed:message", "printed:stories"),
        *("source_bits:stories", "by_lot:costs", "text:tokens", "scores:tokens"),
    },
    # tokens may be anything that can be compared
    "of objects": {"token_edit_distance:prediction", "token_edit_distance:answer"},
    "of None": {"token_edit_distance:prediction", "token_edit_distance:answer"},
    "of NaN": {"token_edit_distance:prediction", "token_edit_distance:answer"},
    # these do not know the vocabulary: who reads what they give does
    "beyond": {"whole:texts", "masked:texts", "fill:tokens", "Spelled:names", "compared:given", "composed:relation"},
    "negative": {"travel:km", "with_shift:position", "hidden_states:layer"},  # backwards; from the end
    # of any shape
    "one axis more": {
        *("kilometres:some", "kilometres:others", "bearings:start", "bearings:goal", "written:numbers"),
        *("answers:pairs", "exact_share:right"),
    },
}


def allowed(function, argument, kind):
    """Whether a result is right. One item more than the good call's is one item more, where no other argument minds."""
    return kind == "one row more" or f"{function.rpartition('.')[2]}:{argument}" in ALLOWED.get(kind, ())


@pytest.mark.parametrize("language", ["en", "fr"])
def test_hostile_arguments_meet_a_sentence(language, report, capsys):
    # a process of its own, without the types that the tests check: what a student sees
    program = str(Path(hostile.__file__))
    settings = os.environ | {"PYTHONPATH": str(ROOT), "OMP_NUM_THREADS": "1"}
    run = subprocess.run([*PYTHON, program, language], env=settings, capture_output=True, text=True, timeout=600)
    assert run.returncode == 0, run.stderr[-3000:]
    found = json.loads(run.stdout)
    counts = Counter()
    for function, argument, kind, outcome, said in found:
        good = outcome == "silent" and allowed(function, argument, kind)
        counts["good" if good else outcome] += 1
        wrong = outcome in ("broken", "hang") or (outcome == "silent" and not good)
        report(not wrong, f"{outcome}: {function}({argument} = {kind}): {said}")
    with capsys.disabled():
        print(f"\nhostile arguments, {language}: {len(found)} tried, {dict(counts)}")
    assert len(found) > 4000
    met = {(kind, f"{name.rpartition('.')[2]}:{argument}") for name, argument, kind, out, _ in found if out == "silent"}
    unmet = {(kind, case) for kind in ALLOWED for case in ALLOWED[kind]} - met
    report(not unmet, f"no exception any more: {unmet}")
    bare = [f"{name}({argument} = {kind}): {said}" for name, argument, kind, out, said in found if out == "bare"]
    assert len(bare) <= 0.01 * len(found), bare
