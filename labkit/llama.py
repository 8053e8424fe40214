"""Llama (Touvron et al. 2023), the architecture of SmolLM2: the transformer of the course, and what it changes.

- positions are not added to the tokens: queries and keys are turned by an angle that grows with the position
  (rotary embeddings, Su et al. 2021, arXiv:2104.09864);
- several query heads share one head of keys and values (grouped queries, Ainslie et al. 2023, arXiv:2305.13245);
- the MLP multiplies one linear layer by another that went through a SiLU (SwiGLU, Shazeer 2020, arXiv:2002.05202);
- norms divide by the root mean square and subtract nothing (RMSNorm, Zhang and Sennrich 2019, arXiv:1910.07467).

It takes trained weights from a folder, as `transformers` 5 saves them. That library computes the same numbers (a test
compares them), but takes eight seconds to import, which every lab with a real model would spend. What a LanguageModel
asks of a model has the names that it has in LlamaForCausalLM, so that either may stand behind it.

Letters in the shape comments:
    B text    T position    P earlier position    D width of the stream    H head    K head of keys    V vocabulary
"""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import SimpleNamespace

import torch
import torch.nn.functional as F
from jaxtyping import Float, Int
from torch import Tensor, nn

CONFIG, WEIGHTS, TOKENS = "config.json", "model.safetensors", "tokenizer.json"


def is_llama(folder: str | Path) -> bool:
    """Whether the folder holds a plain Llama as transformers 5 saves it, all weights in one file.

    Raises:
        ValueError: for a damaged configuration.
    """
    folder = Path(folder)
    if not all((folder / name).is_file() for name in (CONFIG, WEIGHTS, TOKENS)):
        return False
    config = json.loads((folder / CONFIG).read_text("utf-8"))
    usual = {"model_type": "llama", "hidden_act": "silu", "attention_bias": False, "mlp_bias": False}
    rotary = config.get("rope_parameters") or {}
    plain = rotary.keys() == {"rope_type", "rope_theta"} and rotary["rope_type"] == "default"
    return plain and usual.items() <= config.items() and not config.get("quantization_config")


def opened(folder: str | Path) -> tuple["Llama", "Tokens"]:
    """Model in float32 and tokenizer, on the processor, of a folder that `is_llama`.

    Raises:
        ValueError: for damaged files.
    """
    from safetensors.torch import load_file  # here: only the extra llm installs it
    from tokenizers import Tokenizer

    folder = Path(folder)
    try:
        config = json.loads((folder / CONFIG).read_text("utf-8"))
        weights = {name: weight.float() for name, weight in load_file(folder / WEIGHTS).items()}
        return Llama(config, weights), Tokens(Tokenizer.from_file(str(folder / TOKENS)), config)
    except Exception as error:  # the readers of these files raise errors of several kinds
        raise ValueError(f"{folder}: {error}") from error


class Tokens:
    """A tokenizer of the library `tokenizers`, called as those of transformers are."""

    def __init__(self, tokenizer, config: Mapping):
        tokenizer.no_truncation()
        tokenizer.no_padding()
        self._tokenizer, self.bos_token_id = tokenizer, config.get("bos_token_id")

    def __call__(self, text: str, add_special_tokens: bool = True) -> SimpleNamespace:
        return SimpleNamespace(input_ids=self._tokenizer.encode(text, add_special_tokens=add_special_tokens).ids)

    def decode(self, tokens: Sequence[int], **_options) -> str:
        return self._tokenizer.decode(tokens, skip_special_tokens=False)

    def get_vocab(self) -> dict[str, int]:
        return self._tokenizer.get_vocab()


class Memory:
    """Keys and values of the positions read so far, by block."""

    def __init__(self, blocks: int):
        self.seen: list[tuple[Tensor, Tensor] | None] = [None] * blocks

    @property
    def length(self) -> int:
        return 0 if self.seen[0] is None else self.seen[0][0].shape[2]

    def add(self, block: int, keys: Float[Tensor, "B K T d"], values: Float[Tensor, "B K T d"]) -> tuple:
        """All keys and values of the block, the new ones last."""
        if (before := self.seen[block]) is not None:
            keys, values = torch.cat([before[0], keys], 2), torch.cat([before[1], values], 2)
        self.seen[block] = keys, values
        return keys, values

    def batch_repeat_interleave(self, times: int) -> None:
        """The one text that was read stands for so many that begin with it."""
        self.seen = [tuple(kept.expand(times, -1, -1, -1) for kept in pair) for pair in self.seen]


class Projection(nn.Module):
    """A linear layer without bias, of given weights."""

    def __init__(self, weight: Float[Tensor, "out in"]):
        super().__init__()
        self.weight = nn.Parameter(weight)

    def forward(self, x: Float[Tensor, "B T in"]) -> Float[Tensor, "B T out"]:
        return F.linear(x, self.weight)


class Norm(nn.Module):
    def __init__(self, weight: Float[Tensor, " D"], eps: float):
        super().__init__()
        self.weight, self.eps = nn.Parameter(weight), eps

    def forward(self, x: Float[Tensor, "B T D"]) -> Float[Tensor, "B T D"]:
        return F.rms_norm(x, self.weight.shape, self.weight, self.eps)


class Attention(nn.Module):
    def __init__(self, config: Mapping, weights: Mapping[str, Tensor], index: int):
        super().__init__()
        self.index, self.heads, self.key_heads = index, config["num_attention_heads"], config["num_key_value_heads"]
        names = ("q_proj", "k_proj", "v_proj", "o_proj")
        self.q_proj, self.k_proj, self.v_proj, self.o_proj = (Projection(weights[f"{name}.weight"]) for name in names)

    def forward(self, x, angles: tuple[Tensor, Tensor], memory: Memory | None):
        B, T, _ = x.shape
        q = self.q_proj(x).view(B, T, self.heads, -1).transpose(1, 2)  # (B, H, T, D/H)
        k, v = (f(x).view(B, T, self.key_heads, -1).transpose(1, 2) for f in (self.k_proj, self.v_proj))
        q, k = turned(q, *angles), turned(k, *angles)
        if memory is not None:
            k, v = memory.add(self.index, k, v)
        P = k.shape[2] - T
        seen = torch.ones(T, P + T, dtype=torch.bool, device=x.device).tril(P) if P and T > 1 else None
        options = {"attn_mask": seen, "is_causal": T > 1 and not P, "enable_gqa": True}
        mixed = F.scaled_dot_product_attention(q, k, v, **options)  # (B, H, T, D/H)
        return self.o_proj(mixed.transpose(1, 2).flatten(2))


def turned(
    x: Float[Tensor, "B H T d"], cos: Float[Tensor, "T d"], sin: Float[Tensor, "T d"]
) -> Float[Tensor, "B H T d"]:
    """Queries or keys, each pair (i, i + d/2) of their numbers turned in its plane."""
    first, second = x.chunk(2, -1)
    return x * cos + torch.cat([-second, first], -1) * sin


class MLP(nn.Module):
    def __init__(self, weights: Mapping[str, Tensor]):
        super().__init__()
        names = ("gate_proj", "up_proj", "down_proj")
        self.gate_proj, self.up_proj, self.down_proj = (Projection(weights[f"{name}.weight"]) for name in names)

    def forward(self, x):
        return self.down_proj(F.silu(self.gate_proj(x)) * self.up_proj(x))


class Block(nn.Module):
    def __init__(self, config: Mapping, weights: Mapping[str, Tensor], index: int):
        super().__init__()
        weights = _within(weights, f"model.layers.{index}.")
        names, eps = ("input_layernorm", "post_attention_layernorm"), config["rms_norm_eps"]
        self.input_layernorm, self.post_attention_layernorm = (Norm(weights[f"{name}.weight"], eps) for name in names)
        self.self_attn = Attention(config, _within(weights, "self_attn."), index)
        self.mlp = MLP(_within(weights, "mlp."))

    def forward(self, x, angles: tuple[Tensor, Tensor], memory: Memory | None = None):
        x = x + self.self_attn(self.input_layernorm(x), angles, memory)
        return x + self.mlp(self.post_attention_layernorm(x))


class Body(nn.Module):
    """Everything but the unembedding."""

    def __init__(self, config: Mapping, weights: Mapping[str, Tensor]):
        super().__init__()
        self.embed_tokens = nn.Embedding.from_pretrained(_embedding(weights), freeze=False)
        blocks = range(config["num_hidden_layers"])
        self.layers = nn.ModuleList(Block(config, weights, i) for i in blocks)
        self.norm = Norm(weights["model.norm.weight"], config["rms_norm_eps"])
        d = config.get("head_dim") or config["hidden_size"] // config["num_attention_heads"]
        self.speeds = config["rope_parameters"]["rope_theta"] ** -(torch.arange(0, d, 2) / d)  # radians a position

    def forward(
        self,
        tokens: Int[Tensor, "B T"],
        past_key_values: Memory | None = None,
        use_cache: bool = False,
        output_hidden_states: bool = False,
    ) -> SimpleNamespace:
        """`last_hidden_state` (B, T, D); `past_key_values` with these tokens; `hidden_states`, embedding to last."""
        memory = Memory(len(self.layers)) if use_cache and past_key_values is None else past_key_values
        start = 0 if memory is None else memory.length
        x = self.embed_tokens(tokens)
        angles = torch.outer(torch.arange(start, start + tokens.shape[1]), self.speeds).repeat(1, 2)  # (T, D/H)
        angles = angles.cos().to(x), angles.sin().to(x)
        states = [x]
        for block in self.layers:
            x = block(x, angles, memory)
            states.append(x)
        states[-1] = self.norm(x)
        found = {"last_hidden_state": states[-1], "past_key_values": memory}
        return SimpleNamespace(**found, hidden_states=states if output_hidden_states else None)


class Llama(nn.Module):
    """A Llama of these weights.

    Args:
        config: What config.json says.
        weights: By name; those of the embedding serve the unembedding too, unless "lm_head.weight" is another.

    Raises:
        KeyError: for a weight that is missing.
    """

    def __init__(self, config: Mapping, weights: Mapping[str, Tensor]):
        super().__init__()
        self.config = SimpleNamespace(**config)
        self.model = Body(config, weights)
        self.lm_head = Projection(weights.get("lm_head.weight", _embedding(weights)))
        if config.get("tie_word_embeddings") or "lm_head.weight" not in weights:
            self.lm_head.weight = self.model.embed_tokens.weight

    def forward(self, tokens: Int[Tensor, "B T"], **options) -> SimpleNamespace:
        """What the body gives, and the `logits` (B, T, V)."""
        found = self.model(tokens, **options)
        found.logits = self.lm_head(found.last_hidden_state)
        return found

    @property
    def base_model(self) -> Body:
        return self.model

    @property
    def device(self) -> torch.device:
        return self.lm_head.weight.device

    def get_input_embeddings(self) -> nn.Embedding:
        return self.model.embed_tokens

    def get_output_embeddings(self) -> Projection:
        return self.lm_head


def _within(weights: Mapping[str, Tensor], prefix: str) -> dict[str, Tensor]:
    return {name.removeprefix(prefix): weight for name, weight in weights.items() if name.startswith(prefix)}


def _embedding(weights: Mapping[str, Tensor]) -> Tensor:
    """The embedding of the tokens: a file may keep one of two names for weights that serve both ends."""
    name = "model.embed_tokens.weight"
    return weights[name if name in weights else "lm_head.weight"]
