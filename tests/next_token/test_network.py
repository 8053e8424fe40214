"""What a network makes of a story: it finishes it, looks, and is shut out of sentences, on models that are known."""

import numpy as np
import pytest
import torch

from labkit import Transformer, TransformerConfig, detective
from labkit.messages import LANGUAGES, set_language
from labkit.next_token import network

WORLD = {"suspects": 4, "red_herrings": 1, "notes": 3, "depth": 2, "notes_by": "weapon"}


@pytest.fixture(params=LANGUAGES)
def language(request):
    set_language(request.param)
    return request.param


def untrained():
    return Transformer(TransformerConfig(len(detective.vocabulary()), context=128, n_layers=2, reach=3), seed=0)


class Oracle(torch.nn.Module):
    """Knows the stories by heart: gives each next word of theirs."""

    def __init__(self, stories):
        super().__init__()
        self.anchor = torch.nn.Parameter(torch.zeros(1))
        vocabulary = detective.vocabulary()
        self.rows, self.size = [vocabulary.encode(story.tokens) for story in stories], len(vocabulary)

    def forward(self, tokens):
        logits = torch.zeros(*tokens.shape, self.size)
        for i, row in enumerate(self.rows):
            for at in range(min(tokens.shape[1], len(row) - 1)):
                logits[i, at, row[at + 1]] = 9.0
        return logits


def test_whoever_knows_the_stories_finishes_them(language):
    stories = detective.stories(12, **WORLD, written=True)
    endings = network.finish(Oracle(stories), [story.tokens[: story.asked + 1] for story in stories])
    assert endings == [list(story.tokens[story.asked + 1 :]) for story in stories]
    assert network.named(endings, stories) == network.rooms_found(endings, stories) == 1


def test_endings_without_a_name_or_with_another_do_not_count(language):
    stories = detective.stories(4, **WORLD)
    other = [next(name for name in story.suspects if name != story.culprit) for story in stories]
    endings = [[], [other[1]], [other[2], stories[2].culprit], [stories[3].culprit, "."]]
    assert network.named(endings, stories) == 1 / 2
    assert network.rooms_found(endings, stories) == 0


def test_a_model_finishes_the_same_way_alone_and_among_others(language):
    beginnings = [story.tokens[: story.asked + 1] for story in detective.stories(5, **WORLD)]
    model = untrained()
    together = network.finish(model, beginnings)
    assert together == [network.finish(model, [beginning])[0] for beginning in beginnings]
    assert max(map(len, together)) <= network.LONGEST


def test_sources_are_the_sentences_that_a_copier_consults(language):
    for story in detective.stories(20, **WORLD, written=True):
        room, weapon = dict(story.clues)[story.culprit], story.tokens[story.asked]
        for secret, wanted in (("room", weapon), ("name", story.culprit)):
            words = [story.tokens[i] for i in np.flatnonzero(network.sources(story, secret))]
            assert room in words
            assert wanted in words
            assert words.count(".") == words.count(room) == (words.count(weapon) if secret == "room" else 1)
        assert story.tokens[network.place(story, "room")] == room
        assert story.tokens[network.place(story, "name")] == story.culprit


def test_marks_are_those_of_the_whole_text(language):
    stories = detective.stories(6, suspects=4)
    marks = network.sit(untrained(), stories)
    assert len(marks["bits"]) == len(stories[0].tokens)
    assert 0 <= marks["accuracy"] <= 1
    known = network.sit(Oracle(stories), stories)
    assert known["accuracy"] == 1
    assert known["average"] < 0.1
    flat = np.log2(len(detective.vocabulary()))
    assert abs(marks["average"] - flat) < 2


def test_a_gaze_is_attention(language):
    stories = detective.stories(4, **WORLD, written=True)
    gaze = network.gaze(untrained(), stories)
    assert gaze["tokens"] == list(stories[0].tokens)
    for at, weights in zip(gaze["written"], gaze["weights"], strict=True):
        assert len(weights) == at
        assert 0 <= min(weights) <= sum(weights) <= 1.05
    assert all(0 <= even < share <= 1 for even, share in zip(gaze["even"], gaze["shares"], strict=True))


def test_what_is_hidden_is_not_read(language):
    """Hiding nothing changes nothing; with every word hidden, the story before the question makes no difference."""
    model, stories = untrained(), detective.stories(6, **WORLD, written=True)
    seeing = network.blinded(model, stories)
    inputs, _ = detective.vocabulary().batch([story.tokens for story in stories])
    with torch.no_grad():
        guesses = model(inputs).argmax(-1)
    for secret, (nothing, _, _) in seeing.items():
        places = [network.place(story, secret) for story in stories]
        words = [detective.vocabulary().words[guesses[i, at]] for i, at in enumerate(places)]
        right = np.mean([word == s.tokens[at] for word, s, at in zip(words, stories, places, strict=True)])
        assert nothing == pytest.approx(right)


def test_a_wrong_room_is_the_room_of_another(language):
    stories = detective.stories(8, **WORLD, written=True)
    follows, culprit = network.misled(Oracle(stories), stories)  # deaf to what is written: it knows the culprit
    assert (follows, culprit) == (0, 1)
