"""Six tasks: prompts as they should be, marks as they are counted, on a stand-in for the model."""

import numpy as np
import pytest
import torch
from torch import nn

from labkit.programs import real


@pytest.mark.parametrize("task", real.TASKS)
def test_a_task_has_sixteen_different_items_and_five_wordings(task):
    items = real.TASKS[task]
    assert len({asked for asked, _ in items}) == len(items) == 16
    assert len(set(real.INSTRUCTIONS[task])) == 5


def test_a_prompt_shows_other_items_with_their_answers():
    for question in real.questions("capital", 16, demonstrations=5, instruction="Say it.", seed=2):
        first, *shown, last = question.prompt.split("\n")
        asked, answer = real.TASKS["capital"][question.item]
        assert first == "Say it."
        assert last == f"{asked} ->"
        assert question.answer == f" {answer}"
        pairs = [tuple(line.split(" -> ")) for line in shown]
        assert len(set(pairs)) == 5
        assert set(pairs) <= set(real.TASKS["capital"]) - {(asked, answer)}


def test_random_labels_are_wrong_and_of_the_same_task():
    known = dict(real.TASKS["antonym"])
    for question in real.questions("antonym", 16, demonstrations=5, labels="random", seed=0):
        for line in question.prompt.split("\n")[:-1]:
            asked, told = line.split(" -> ")
            assert told != known[asked]
            assert told in known.values()
            assert told != question.answer.strip()  # the right answer is not given away


def test_a_prompt_without_anything_is_the_question_alone():
    assert [q.prompt for q in real.questions("copy", 2, demonstrations=0)] == ["stone ->", "river ->"]


class Tokenizer:
    """One token a word."""

    words = ("->", "a", "b", "c", "d")

    def __call__(self, text, add_special_tokens=False):
        return type("Tokens", (), {"input_ids": [self.words.index(word) for word in text.split()]})


class Body(nn.Module):
    """One block that leaves its input; the state of a word is its own direction."""

    def __init__(self):
        super().__init__()
        self.embedding = nn.Embedding.from_pretrained(torch.eye(5))
        self.layers = nn.ModuleList([nn.Identity()])


class StandIn:
    """Answers with the word before the arrow."""

    def __init__(self):
        self.tokenizer = Tokenizer()
        body = Body()
        unembedding = nn.Linear(5, 5, bias=False)
        unembedding.weight = nn.Parameter(torch.eye(5))
        self.model = type("Model", (), {"base_model": body, "get_output_embeddings": lambda self: unembedding})()

    def tokens(self, text):
        return self.tokenizer(text).input_ids

    def hidden_states(self, texts, layer=None):
        before = torch.tensor([self.tokens(text)[-2:-1] for text in texts])
        states = self.model.base_model.layers[0](self.model.base_model.embedding(before))[:, -1]
        return states if layer is not None else torch.stack([states, states], 1)


ASKED = [real.Question(f"{word} ->", f" {word}", i) for i, word in enumerate("abc")]


def test_a_question_is_right_when_the_likeliest_token_begins_the_answer():
    wrong = [real.Question("a ->", " b", 0)]
    assert real.right(StandIn(), ASKED).tolist() == [True] * 3
    assert real.share(StandIn(), ASKED + wrong) == pytest.approx(0.75)


def test_the_vector_of_a_task_comes_from_the_other_items():
    llm = StandIn()
    given = real.states(llm, [real.Question("b ->", "", 0)] * 3)
    assert real.patched(llm, ASKED, given, 1) == pytest.approx(1 / 3)  # every state is replaced by "b"
    mixed = real.states(llm, ASKED)
    assert real.patched(llm, ASKED, mixed, 1) == 0  # never its own
    assert real.share(llm, ASKED) == 1  # nothing is left in place


def test_questions_of_all_lengths_get_their_own_vector():
    llm = StandIn()
    asked = [real.Question("a a ->", " c", 0), real.Question("b ->", " c", 1), real.Question("c c ->", " a", 2)]
    given = real.states(llm, [real.Question("a ->", "", 0), real.Question("c ->", "", 1), real.Question("c ->", "", 2)])
    assert real.patched(llm, asked, given, 1) == pytest.approx(2 / 3)  # c, then the lower one of a and c: twice a


def test_one_demonstration_lies_and_is_asked_about(monkeypatch):
    monkeypatch.setitem(real.TASKS, "abc", (("a", "b"), ("b", "c"), ("c", "a"), ("d", "d")))
    seen, llm = [], StandIn()
    read = llm.hidden_states
    llm.hidden_states = lambda texts, layer: seen.extend(texts) or read(texts, layer)
    real.contradicted(llm, "abc", count=2, demonstrations=2)
    for text, (asked, right) in zip(seen, real.TASKS["abc"], strict=False):
        *shown, last = text.split("\n")
        assert last == f"{asked} ->"
        told = dict(line.split(" -> ") for line in shown)
        assert len(told) == 2
        assert told.pop(asked) not in {right, *told.values()}
        assert set(told.items()) <= set(real.TASKS["abc"])


def test_without_the_lie_program_and_prompt_say_the_same(monkeypatch):
    monkeypatch.setitem(real.TASKS, "abc", (("a", "a"), ("b", "c"), ("c", "d"), ("d", "b")))
    shares = real.contradicted(StandIn(), "abc", count=2, demonstrations=2, lie=False)
    assert shares == {"program": 0.5, "prompt": 0.5, "other": 0.5}  # it answers with the question


def test_without_a_model_nobody_is_believed():
    assert real.contradicted(None, "copy", count=2) == {"program": None, "prompt": None, "other": None}


def test_the_spread_of_wordings_stands_beside_luck():
    right = np.zeros((2, 4), dtype=bool)
    right[0] = True
    measured, luck = real.spread(right, draws=2000)
    assert measured == 1
    assert luck == pytest.approx(0.375, abs=0.03)  # |heads − tails| of four coins, over four
    assert real.spread(np.ones((3, 5), dtype=bool)) == (0, 0)


@pytest.mark.parametrize(
    ("call", "value"),
    [
        (lambda: real.questions("poem", 2, demonstrations=1), "poem"),
        (lambda: real.questions("copy", 17, demonstrations=1), "17"),
        (lambda: real.questions("copy", 2, demonstrations=13), "13"),
        (lambda: real.questions("copy", 2, demonstrations=1, labels="none"), "none"),
        (lambda: real.spread(np.ones(4)), r"\(4,\)"),
    ],
)
def test_bad_arguments_are_named(call, value):
    with pytest.raises(ValueError, match=value):
        call()
