"""N-grams against a slow counter, and against what no model can beat."""

import numpy as np
import pytest

from labkit import detective
from labkit.messages import LANGUAGES, set_language
from labkit.next_token import ngram
from labkit.next_token.ngram import NGram


def some_texts(seed, *, vocab_size=4, texts=6):
    draw = np.random.default_rng(seed)
    return [[0, *draw.integers(1, vocab_size, size=draw.integers(1, 9)).tolist()] for _ in range(texts)]


def slow_probability(texts, vocab_size, token, context):
    """Witten and Bell's formula as it is written, by reading all texts again."""
    length = len(context)
    seen = []
    for text in texts:
        for i in range(1, len(text)):
            if ([0] * length + text)[i : i + length] == context:
                seen.append(text[i])
    below = slow_probability(texts, vocab_size, token, context[1:]) if length else 1 / vocab_size
    if not seen:
        return below
    return (seen.count(token) + len(set(seen)) * below) / (len(seen) + len(set(seen)))


@pytest.mark.parametrize("order", [1, 2, 3, 5])
@pytest.mark.parametrize("seed", range(4))
def test_probabilities_are_witten_bells(order, seed):
    texts, fresh = some_texts(seed), some_texts(seed + 100)
    model = NGram(order, 4).fit(texts)
    assert model.mean_bits(fresh) == pytest.approx(np.concatenate(model.bits(fresh)).mean())
    for text, bits in zip(fresh, model.bits(fresh), strict=True):
        assert len(bits) == len(text) - 1
        for i in range(1, len(text)):
            context = ([0] * order + text[:i])[-(order - 1) :] if order > 1 else []
            expected = [slow_probability(texts, 4, token, context) for token in range(4)]
            p = model.probabilities(text[:i])
            np.testing.assert_allclose(p, expected)
            assert p.sum() == pytest.approx(1)
            assert bits[i - 1] == pytest.approx(-np.log2(expected[text[i]]))


def test_order_1_counts_tokens_and_keeps_some_for_the_others():
    p = NGram(1, 4).fit([[0, 1, 1, 2], [0, 1]]).probabilities([0, 2])
    np.testing.assert_allclose(p, [(0 + 2 / 4) / 6, (3 + 2 / 4) / 6, (1 + 2 / 4) / 6, (0 + 2 / 4) / 6])


def test_a_context_never_seen_leans_on_a_shorter_one():
    texts = some_texts(0)
    pairs, fives = NGram(2, 9).fit(texts), NGram(5, 9).fit(texts)
    np.testing.assert_array_equal(fives.probabilities([8, 8, 8, 1]), pairs.probabilities([1]))
    np.testing.assert_array_equal(pairs.probabilities([8]), NGram(1, 9).fit(texts).probabilities([]))


def test_the_more_it_has_seen_the_less_it_leans():
    certain = [NGram(2, 4).fit([[0, 1, 2]] * n).probabilities([1])[2] for n in (1, 10, 100)]
    assert certain == sorted(certain)
    assert 1 - certain[-1] < 0.01


def test_only_the_last_tokens_count():
    model = NGram(3, 4).fit(some_texts(1))
    np.testing.assert_array_equal(model.probabilities([0, 3, 3, 1, 2]), model.probabilities([1, 2]))


def test_one_text_does_not_run_into_the_next():
    model = NGram(2, 4).fit([[0, 1], [0, 2]])
    np.testing.assert_array_equal(model.probabilities([1]), NGram(1, 4).fit([[0, 1], [0, 2]]).probabilities([]))


def test_fitting_again_forgets_what_was_counted():
    model = NGram(3, 4).fit(some_texts(1))
    model.fit(some_texts(2))
    np.testing.assert_array_equal(model.probabilities([1, 2]), NGram(3, 4).fit(some_texts(2)).probabilities([1, 2]))


def test_no_order_gets_below_the_entropy_on_fresh_stories():
    index = detective.vocabulary("en")
    train, test = (
        [index.encode(s.tokens) for s in detective.stories(n, language="en", split=split)]
        for n, split in ((300, "train"), (100, "test"))
    )
    _, floor = detective.entropy(language="en")
    for order in range(1, 7):
        bits = np.concatenate(NGram(order, len(index)).fit(train).bits(test))
        assert floor < bits.mean() < np.log2(len(index))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("order", [0, 9, -2])
def test_an_order_out_of_range_is_named(language, order):
    set_language(language)
    with pytest.raises(ValueError, match=f"order.* {order}$"):
        NGram(order, 10)


@pytest.mark.parametrize("language", LANGUAGES)
def test_contexts_that_64_bits_cannot_encode_are_refused(language):
    set_language(language)
    with pytest.raises(ValueError, match=r"vocab_size.* 235 .* 8$"):
        NGram(8, 235)
    last = 233
    p = NGram(8, 234).fit([[0, *[last] * 9]]).probabilities([last] * 7)
    assert p.argmax() == last


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_model_that_has_counted_nothing_says_so(language):
    set_language(language)
    for ask in (lambda model: model.probabilities([0]), lambda model: model.bits([[0, 1]])):
        with pytest.raises(RuntimeError, match="fit"):
            ask(NGram(2, 4))


def test_the_followers_of_a_word_are_counted():
    stories = detective.stories(20)
    followers = ngram.followers(stories, ",")
    assert followers.total() == sum(story.tokens[:-1].count(",") for story in stories)
    assert set(followers) <= set(detective.vocabulary().words)
