"""The transformer of the course, whole: from token ids to the scores of the next token.

What is in it, and nothing else:
- token and position embeddings, both learned;
- blocks that read the residual stream and add to it: attention, then a two-layer perceptron (MLP);
- layer norm before each of them ("pre-norm", Xiong et al. 2020), or none, as in grokking experiments;
- optionally (`reach`), queries, keys and values that also read the few positions before their own;
- linear layers without bias, no dropout; the unembedding shares the token embedding ("tied") or not.

Sources: Vaswani et al. 2017 (attention), Radford et al. 2019 (GPT-2), Li et al. 2019 (convolutional queries
and keys, arXiv 1907.00235: our `reach`).

Letters in the shape comments:
    B batch    T position    D width of the residual stream    H attention head    V vocabulary
"""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import torch
import torch.nn.functional as F
from jaxtyping import Float, Integer
from torch import Tensor, nn

from labkit import arguments
from labkit.arguments import Count, Natural, Seed
from labkit.messages import say


@dataclass(frozen=True)
class TransformerConfig:
    """The shape of a model; every wrong value is refused with the values that are allowed."""

    vocab_size: Count  # V, number of different tokens
    context: Count  # longest sequence the model can read, in tokens
    d_model: Count = 64  # D, width of the residual stream
    n_layers: Count = 2  # number of blocks
    n_heads: Count = 4  # H, attention heads per block; divides d_model
    d_mlp: Count | None = None  # hidden units of each MLP; None: 4 d_model
    causal: bool = True  # True: a position sees itself and the past; False: the whole sequence
    norm: str = "pre"  # layer norm before attention, MLP and unembedding ("pre") or nowhere ("none")
    tied: bool = True  # True: the unembedding is the token embedding
    activation: str = "gelu"  # of the MLP: "gelu" or "relu"
    reach: Natural = 0  # predecessors that queries, keys and values read besides their own position

    def __post_init__(self):
        choices = {"norm": ("pre", "none"), "activation": ("gelu", "relu"), "reach": range(self.context)}
        for name, allowed in choices.items():
            value = getattr(self, name)
            if value not in allowed:
                allowed = f"0 … {self.context - 1}" if name == "reach" else ", ".join(allowed)
                raise ValueError(say("transformer.bad_choice", name=name, allowed=allowed, value=value))
        if self.d_model % self.n_heads:
            raise ValueError(say("transformer.bad_heads", d_model=self.d_model, n_heads=self.n_heads))


class Tap(nn.Module):
    """A named place in the model: passes its input on, through `watch` where one is set (see `watching`)."""

    watch: Callable[[Tensor], Tensor] | None = None

    def forward(self, x):
        return x if self.watch is None else self.watch(x)


class Linear(nn.Linear):
    """Multiplies the vector at each position by a matrix; no bias."""

    def __init__(self, n_in: int, n_out: int):
        super().__init__(n_in, n_out, bias=False)


class Attention(nn.Module):
    """Each position gathers values from the positions whose keys answer its query."""

    def __init__(self, config: TransformerConfig):
        super().__init__()
        D, H = config.d_model, config.n_heads
        self.n_heads, self.causal, self.reach = H, config.causal, config.reach
        self.qkv = Linear((1 + config.reach) * D, 3 * D)  # queries, keys, values of all heads at once
        self.output = Linear(D, D)
        self.pattern, self.out = Tap(), Tap()

    def forward(self, x: Float[Tensor, "batch pos d_model"]) -> Float[Tensor, "batch pos d_model"]:
        B, T, D = x.shape
        x = with_predecessors(x, self.reach)
        q, k, v = self.qkv(x).view(B, T, 3, self.n_heads, D // self.n_heads).unbind(2)  # 3 of (B, T, H, D/H)
        q, k, v = q.transpose(1, 2), k.transpose(1, 2), v.transpose(1, 2)  # (B, H, T, D/H)
        if self.pattern.watch is None:
            mixed = F.scaled_dot_product_attention(q, k, v, is_causal=self.causal)  # (B, H, T, D/H)
        else:  # the same, step by step
            scores = q @ k.transpose(-2, -1) * k.shape[-1] ** -0.5  # (B, H, T, T): query, key
            if self.causal:
                future = torch.ones(T, T, dtype=torch.bool, device=x.device).triu(1)
                scores = scores.masked_fill(future, -torch.inf)
            mixed = self.pattern(scores.softmax(-1)) @ v  # (B, H, T, D/H)
        return self.out(self.output(mixed.transpose(1, 2).flatten(2)))  # (B, T, H, D/H) -> (B, T, D)


def with_predecessors(x: Float[Tensor, "batch pos d_model"], reach: int) -> Float[Tensor, "batch pos several_d_model"]:
    """Each position's vector, then those of the `reach` positions before it (zeros before the first)."""
    if reach == 0:
        return x
    return torch.cat([F.pad(x, (0, 0, j, 0))[:, : x.shape[1]] for j in range(reach + 1)], dim=-1)  # (B, T, ...)


class MLP(nn.Module):
    """Two linear layers with a non-linearity between them, the same at every position."""

    def __init__(self, config: TransformerConfig):
        super().__init__()
        D, hidden = config.d_model, config.d_mlp or 4 * config.d_model
        self.input, self.output = Linear(D, hidden), Linear(hidden, D)
        self.activation = {"gelu": nn.GELU(), "relu": nn.ReLU()}[config.activation]
        self.hidden, self.out = Tap(), Tap()

    def forward(self, x: Float[Tensor, "batch pos d_model"]) -> Float[Tensor, "batch pos d_model"]:
        return self.out(self.output(self.hidden(self.activation(self.input(x)))))


class Block(nn.Module):
    """Attention moves information between positions, the MLP works on it; both add to the residual stream."""

    def __init__(self, config: TransformerConfig):
        super().__init__()
        self.norm_attention, self.norm_mlp = norm(config), norm(config)
        self.attention, self.mlp, self.resid = Attention(config), MLP(config), Tap()

    def forward(self, x: Float[Tensor, "batch pos d_model"]) -> Float[Tensor, "batch pos d_model"]:
        x = x + self.attention(self.norm_attention(x))
        x = x + self.mlp(self.norm_mlp(x))
        return self.resid(x)


def norm(config: TransformerConfig) -> nn.Module:
    return nn.LayerNorm(config.d_model, bias=False) if config.norm == "pre" else nn.Identity()


class Transformer(nn.Module):
    """Token ids (batch, pos) in, scores of every next token ("logits", batch, pos, vocab) out.

    Args:
        config: The shape of the model.
        seed: Of the initial weights; torch's global random state is neither read nor changed.
    """

    def __init__(self, config: TransformerConfig, seed: Seed = 0):
        super().__init__()
        self.config = config
        with torch.random.fork_rng(devices=[]):  # the modules draw weights of their own; ours replace them below
            self.token_embedding = nn.Embedding(config.vocab_size, config.d_model)
            self.position_embedding = nn.Embedding(config.context, config.d_model)
            self.embed = Tap()
            self.blocks = nn.ModuleList(Block(config) for _ in range(config.n_layers))
            self.final_norm, self.final = norm(config), Tap()
            self.unembedding = Linear(config.d_model, config.vocab_size)
        self._draw_weights(torch.Generator().manual_seed(seed))
        if config.tied:
            self.unembedding.weight = self.token_embedding.weight

    @torch.no_grad()
    def _draw_weights(self, generator: torch.Generator) -> None:
        """Normal matrices that keep the size of what they read, half of it where they write to the stream.

        GPT-2's deviation, 0.02, is made for wide models: at D = 64 attention starts uniform and hardly moves.
        """
        for name, weight in self.named_parameters():
            if weight.dim() == 1:
                weight.fill_(1.0)
            else:
                factor = 0.5 if name.endswith("output.weight") else 0.3 if name.startswith("position") else 1.0
                weight.normal_(0.0, factor * weight.shape[1] ** -0.5, generator=generator)

    def forward(
        self, tokens: Integer[Tensor, "batch pos"], last_only: bool = False
    ) -> Float[Tensor, "batch *pos vocab"]:
        """The logits at every position, or with `last_only` at the last one: (batch, vocab).

        Raises:
            ValueError: for tokens that are not integers (batch, pos), more positions than `context`, an id
                outside 0..V-1 (not checked on a GPU, which would have to wait for the answer).
        """
        self.check_tokens(tokens)
        if not isinstance(last_only, bool):
            allowed = say("argument.boolean")
            raise TypeError(say("argument.kind", name="last_only", allowed=allowed, value=arguments.shown(last_only)))
        positions = self.position_embedding.weight[: tokens.shape[1]]  # (T, D)
        x = self.embed(self.token_embedding(tokens) + positions)  # (B, T, D)
        for block in self.blocks:
            x = block(x)
        x = self.final(self.final_norm(x[:, -1] if last_only else x))
        return self.unembedding(x)  # (B, T, V) or (B, V)

    def tap(
        self, tokens: Integer[Tensor, "batch pos"], names: Iterable[str] | None = None
    ) -> tuple[Float[Tensor, "batch pos vocab"], dict[str, Tensor]]:
        """One pass without gradients that also returns what went on inside.

        Args:
            tokens: Token ids.
            names: Which activations: "embed", "blocks.0.attention.pattern" (batch, head, query, key),
                "blocks.0.attention.out", "blocks.0.mlp.hidden", "blocks.0.mlp.out", "blocks.0.resid" (the
                stream after block 0), "final" (what the unembedding reads), and so on. None: all.

        Returns:
            The logits, and the activations by name.
        """
        acts: dict[str, Tensor] = {}
        names = self.taps if names is None else names
        keep = {name: lambda x, name=name: acts.setdefault(name, x) for name in names}  # note x, pass it on
        with torch.no_grad(), self.watching(keep):
            return self(tokens), acts

    @property
    def taps(self) -> dict[str, Tap]:
        """Every place that can be watched, by name, in the order of the computation."""
        return {name: module for name, module in self.named_modules() if isinstance(module, Tap)}

    @contextmanager
    def watching(self, watchers: dict[str, Callable[[Tensor], Tensor]]) -> Iterator[None]:
        """Inside the `with`, each named activation goes through its watcher, which may keep or replace it."""
        taps = self.taps
        for name in watchers:
            if name not in taps:
                raise ValueError(say("transformer.bad_choice", name="names", allowed=", ".join(taps), value=name))
        before = {name: taps[name].watch for name in watchers}
        try:
            for name, watcher in watchers.items():
                taps[name].watch = watcher
            yield
        finally:
            for name, watcher in before.items():
                taps[name].watch = watcher

    def check_tokens(self, tokens: Tensor) -> None:
        """Refuses, in the reader's language, what the model cannot read."""
        V, context = self.config.vocab_size, self.config.context
        if tokens.dim() != 2 or tokens.dtype not in (torch.int64, torch.int32):
            raise ValueError(say("transformer.bad_tokens", shape=tuple(tokens.shape), dtype=tokens.dtype))
        if tokens.shape[1] > context or not tokens.numel():
            raise ValueError(say("transformer.bad_length", context=context, value=tuple(tokens.shape)))
        if tokens.device.type == "cpu" and not torch.compiler.is_compiling():
            low, high = (end.item() for end in tokens.aminmax())
            if low < 0 or high >= V:
                raise ValueError(say("transformer.bad_id", last=V - 1, value=low if low < 0 else high))


arguments.check(__name__)
