"""Words to numbers and back."""

import pytest
import torch

from labkit.messages import LANGUAGES, set_language
from labkit.tokenizer import PAD, START, Vocabulary


@pytest.fixture
def vocabulary():
    return Vocabulary(["the", "cat", "sleeps", "œil", "."])


def test_every_word_has_one_number(vocabulary):
    assert len(vocabulary) == 7
    assert vocabulary.words[:2] == [START, PAD]
    assert [vocabulary.index[word] for word in vocabulary.words] == list(range(7))


def test_decoding_undoes_encoding(vocabulary):
    for words in ([], ["the", "cat", "sleeps", "."], ["œil", "œil"]):
        numbers = vocabulary.encode(words)
        assert numbers[0] == vocabulary.index[START]
        assert len(numbers) == len(words) + 1
        assert vocabulary.decode(numbers) == words


def test_a_batch_predicts_each_word_from_those_before(vocabulary):
    texts = [["the", "cat", "sleeps", "."], ["œil"], ["cat", "."]]
    inputs, targets = vocabulary.batch(texts)
    assert inputs.shape == targets.shape == (3, 4)
    assert inputs.dtype == targets.dtype == torch.int64
    for i, words in enumerate(texts):
        n = len(words)
        assert inputs[i, 0] == vocabulary.index[START]
        assert vocabulary.decode(targets[i, :n].tolist()) == words
        assert torch.equal(inputs[i, 1:n], targets[i, : n - 1])
        assert (inputs[i, n:] == vocabulary.index[PAD]).all()
        assert (targets[i, n:] == -100).all()


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_unknown_word_gets_its_nearest(vocabulary, language):
    set_language(language)
    with pytest.raises(ValueError, match=r"sleep[^s].*sleeps") as error:
        vocabulary.encode(["the", "sleep"])
    assert error.value.__suppress_context__  # the student does not read a KeyError too


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("words", [["cat", "dog", "cat"], ["cat", START]])
def test_a_word_given_twice_is_named(language, words):
    set_language(language)
    with pytest.raises(ValueError, match="cat" if words[-1] == "cat" else START):
        Vocabulary(words)
