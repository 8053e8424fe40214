import copy
import math

import pytest
import torch
import torch.nn.functional as F

from labkit.messages import set_language
from labkit.transformer import Attention, Linear, Transformer, TransformerConfig

V, CONTEXT = 11, 8


def small(seed=0, **options) -> Transformer:
    """A model that is small in every direction, no two sizes equal."""
    return Transformer(TransformerConfig(V, CONTEXT, d_model=12, n_layers=2, n_heads=3, **options), seed)


def some_tokens(batch=4, length=CONTEXT, seed=0) -> torch.Tensor:
    return torch.randint(0, V, (batch, length), generator=torch.Generator().manual_seed(seed))


@pytest.fixture(params=[True, False], ids=["causal", "bidirectional"])
def causal(request):
    return request.param


@pytest.mark.parametrize("reach", [0, 2])
@pytest.mark.parametrize("norm", ["pre", "none"])
def test_watched_attention_equals_torch_attention(causal, norm, reach):
    model, tokens = small(causal=causal, norm=norm, reach=reach), some_tokens()
    watched, _ = model.tap(tokens, ["blocks.0.attention.pattern", "blocks.1.attention.pattern"])
    torch.testing.assert_close(watched, model(tokens))


@torch.no_grad()
def test_attention_is_a_weighted_mean_written_as_loops(causal):
    config = TransformerConfig(V, CONTEXT, d_model=6, n_heads=2, causal=causal)
    model = Transformer(config, seed=3)
    attention = model.blocks[0].attention
    x = torch.randn(1, 5, 6, generator=torch.Generator().manual_seed(0))
    q, k, v = (x[0] @ attention.qkv.weight.T).view(5, 3, 2, 3).unbind(1)  # 3 of (T, H, D/H)
    mixed = torch.zeros(5, 2, 3)
    for head in range(2):
        for query in range(5):
            seen = range(query + 1) if causal else range(5)
            weights = [math.exp(q[query, head] @ k[key, head] / math.sqrt(3)) for key in seen]
            for key, weight in zip(seen, weights, strict=True):
                mixed[query, head] += weight / sum(weights) * v[key, head]
    torch.testing.assert_close(attention(x)[0], mixed.flatten(1) @ attention.output.weight.T)


def test_linear_is_a_matrix_product_forward_and_backward():
    generator = torch.Generator().manual_seed(0)
    layer = Linear(6, 10)
    with torch.no_grad():
        layer.weight.normal_(generator=generator)
    x = torch.randn(3, 7, 6, generator=generator, requires_grad=True)
    y = torch.randn(3, 7, 10, generator=generator)
    ours = torch.autograd.grad((layer(x) * y).sum(), [x, layer.weight])
    torchs = torch.autograd.grad((F.linear(x, layer.weight) * y).sum(), [x, layer.weight])
    torch.testing.assert_close(layer(x), F.linear(x, layer.weight))
    torch.testing.assert_close(ours, torchs)


@pytest.mark.parametrize("reach", [0, 3])
def test_the_future_shows_in_a_bidirectional_model_only(causal, reach):
    model, tokens = small(causal=causal, reach=reach), some_tokens(batch=1)
    for changed in range(CONTEXT):
        other = tokens.clone()
        other[0, changed] = (tokens[0, changed] + 1) % V
        moved = (model(other) - model(tokens)).abs().amax(-1)[0] > 0  # (T,)
        assert moved[changed:].all()  # a position sees itself and the past
        assert moved[:changed].any() == (not causal and changed > 0)


def test_without_attention_to_others_reach_sees_that_many_positions_back():
    attention = Attention(TransformerConfig(V, CONTEXT, d_model=12, n_heads=3, reach=2))
    x = torch.randn(1, CONTEXT, 12, generator=torch.Generator().manual_seed(0), requires_grad=True)
    with attention_to_self(attention):
        (seen,) = torch.autograd.grad(attention(x)[0, 5].sum(), x)
    assert (seen.abs().sum(-1)[0] > 0).tolist() == [False, False, False, True, True, True, False, False]


class attention_to_self:
    """Replaces the attention pattern by the identity."""

    def __init__(self, attention):
        self.attention = attention

    def __enter__(self):
        self.attention.pattern.watch = lambda pattern: torch.eye(pattern.shape[-1]).expand_as(pattern)

    def __exit__(self, *_):
        self.attention.pattern.watch = None


@pytest.mark.parametrize("length", [1, 5, CONTEXT])
def test_last_only_equals_the_last_position(causal, length):
    model, tokens = small(causal=causal), some_tokens(length=length)
    torch.testing.assert_close(model(tokens, last_only=True), model(tokens)[:, -1])


def test_a_prefix_gets_the_logits_it_gets_inside_the_whole():
    model, tokens = small(), some_tokens()
    torch.testing.assert_close(model(tokens[:, :3]), model(tokens)[:, :3])


def test_patterns_are_distributions_that_see_what_they_may(causal):
    _, acts = small(causal=causal).tap(some_tokens(), ["blocks.1.attention.pattern"])
    pattern = acts["blocks.1.attention.pattern"]  # (batch, head, query, key)
    assert pattern.shape == (4, 3, CONTEXT, CONTEXT)
    torch.testing.assert_close(pattern.sum(-1), torch.ones(4, 3, CONTEXT))
    future = torch.ones(CONTEXT, CONTEXT, dtype=torch.bool).triu(1)
    assert (pattern[:, :, future] == 0).all() == causal
    assert (pattern[:, :, ~future] > 0).all()


def test_taps_come_in_the_order_of_the_computation():
    block = ["attention.pattern", "attention.out", "mlp.hidden", "mlp.out", "resid"]
    blocks = [f"blocks.{i}.{name}" for i in range(2) for name in block]
    _, acts = small().tap(some_tokens())
    assert list(acts) == ["embed", *blocks, "final"]


def test_the_residual_stream_is_the_sum_of_what_was_written_to_it():
    model, tokens = small(), some_tokens()
    logits, acts = model.tap(tokens)
    stream = acts["embed"]
    for i in range(2):
        stream = stream + acts[f"blocks.{i}.attention.out"] + acts[f"blocks.{i}.mlp.out"]
        torch.testing.assert_close(acts[f"blocks.{i}.resid"], stream)
    torch.testing.assert_close(model.final_norm(stream), acts["final"])
    torch.testing.assert_close(F.linear(acts["final"], model.unembedding.weight), logits)


def test_tapping_leaves_nothing_behind():
    model, tokens = small(), some_tokens()
    _, acts = model.tap(tokens)
    assert not any(act.requires_grad for act in acts.values())
    assert all(tap.watch is None for tap in model.taps.values())
    with pytest.raises(RuntimeError, match="broken"), model.watching({"embed": lambda x: x}):
        raise RuntimeError("broken")
    assert all(tap.watch is None for tap in model.taps.values())
    assert model(tokens).requires_grad


def test_a_watcher_may_replace_what_it_sees():
    model, tokens = small(), some_tokens()
    swapped = tokens.flip(0)
    _, acts = model.tap(swapped, ["blocks.0.resid"])
    with model.watching({"blocks.0.resid": lambda x: acts["blocks.0.resid"]}):
        torch.testing.assert_close(model(tokens), model(swapped))


@pytest.mark.parametrize("tied", [True, False])
def test_parameters_are_as_many_as_the_formula_says(tied):
    V, T, D, L, M, R = 65, 64, 32, 3, 50, 2
    config = TransformerConfig(V, T, D, L, n_heads=4, d_mlp=M, tied=tied, reach=R)
    block = (1 + R) * D * 3 * D + D * D + 2 * D * M + 2 * D  # qkv, output, MLP, two norms
    expected = V * D * (1 if tied else 2) + T * D + L * block + D
    assert sum(weight.numel() for weight in Transformer(config).parameters()) == expected


def test_tied_means_one_matrix():
    model = small(tied=True)
    assert model.unembedding.weight is model.token_embedding.weight
    assert copy.deepcopy(model).unembedding.weight.data_ptr() != model.unembedding.weight.data_ptr()
    model = small(tied=False)
    assert not torch.equal(model.unembedding.weight, model.token_embedding.weight)


def test_a_saved_model_comes_back():
    model, other = small(seed=0), small(seed=1)
    other.load_state_dict(model.state_dict())
    assert torch.equal(other(some_tokens()), model(some_tokens()))


def test_the_seed_decides_and_nothing_else(global_rng_unchanged):
    assert torch.equal(small(seed=1)(some_tokens()), small(seed=1)(some_tokens()))
    assert not torch.equal(small(seed=1)(some_tokens()), small(seed=2)(some_tokens()))


@pytest.mark.parametrize("d_model", [16, 128])
@pytest.mark.parametrize("options", [{}, {"tied": False}, {"norm": "none"}, {"activation": "relu"}])
def test_an_untrained_model_is_close_to_guessing(options, d_model):
    vocab_size = 32
    model = Transformer(TransformerConfig(vocab_size, 16, d_model, **options))
    tokens = torch.randint(0, vocab_size, (64, 16), generator=torch.Generator().manual_seed(0))
    targets = torch.randint(0, vocab_size, (64, 16), generator=torch.Generator().manual_seed(1))
    bits = F.cross_entropy(model(tokens).flatten(0, 1), targets.flatten()).item() / math.log(2)
    assert math.log2(vocab_size) - 0.1 < bits < math.log2(vocab_size) + 1


def test_relu_and_gelu_differ_and_relu_is_never_negative():
    _, acts = small(activation="relu").tap(some_tokens(), ["blocks.0.mlp.hidden"])
    assert acts["blocks.0.mlp.hidden"].min() == 0
    _, acts = small(activation="gelu").tap(some_tokens(), ["blocks.0.mlp.hidden"])
    assert acts["blocks.0.mlp.hidden"].min() < 0


def test_without_norm_there_is_none():
    assert not any(isinstance(module, torch.nn.LayerNorm) for module in small(norm="none").modules())


BAD_CONFIGS = {
    "vocab_size": {"vocab_size": 0},
    "context": {"context": -3},
    "n_layers": {"n_layers": -1},
    "n_heads": {"n_heads": 7},
    "d_mlp": {"d_mlp": 0},
    "norm": {"norm": "post"},
    "activation": {"activation": "tanh"},
    "reach": {"reach": 8},
}


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("name", BAD_CONFIGS)
def test_a_wrong_setting_is_named_with_its_value(name, language):
    set_language(language)
    with pytest.raises(ValueError, match=name) as error:
        TransformerConfig(**{"vocab_size": V, "context": CONTEXT, "d_model": 12} | BAD_CONFIGS[name])
    assert str(BAD_CONFIGS[name][name]) in str(error.value)


@pytest.mark.parametrize("language", ["fr", "en"])
def test_tokens_that_the_model_cannot_read_are_refused(language):
    set_language(language)
    model = small()
    for tokens, value in [
        (torch.zeros(2, CONTEXT + 1, dtype=torch.long), f"(2, {CONTEXT + 1})"),
        (torch.zeros(2, 0, dtype=torch.long), "(2, 0)"),
        (torch.full((1, 2), V), f" {V}"),
        (torch.full((1, 2), -100), "-100"),
    ]:
        with pytest.raises(ValueError) as error:  # noqa: PT011 – the text is checked next
            model(tokens)
        assert value in str(error.value)
    for tokens, value in [(torch.zeros(1, 2), "float32"), (torch.zeros(2, dtype=torch.long), "(2,)")]:
        with pytest.raises(ValueError) as error:  # noqa: PT011 – the text is checked next
            model.check_tokens(tokens)  # in a call of the model, jaxtyping would speak first, in tests only
        assert value in str(error.value)


def test_an_unknown_tap_gets_the_list_of_taps():
    with pytest.raises(ValueError, match=r"blocks\.0\.attention\.pattern.*attn"):
        small().tap(some_tokens(), ["attn"])
