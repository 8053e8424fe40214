"""Files written by a model: a header that tells damage, then the code.

A file begins with what a decoder must be sure of, 17 bytes: the mark of the format, the number of rows, a fingerprint
of the model, a checksum of the text, and one of the file. So a file that was cut or altered, and a model that is not
the writer's, are refused; and a decoder that lost its place, because its floats were not the writer's, says so.

Both sides read position by position, by the same code on tables of the same shape (`Reader`), and round to whole
frequencies: then their numbers agree on one machine with one number of threads, and nothing promises more.

Two files are made here: `pack`, by a model that the reader already has, and `pack_learning`, by one that learns while
it writes: the reader repeats the learning, so that no weights are sent (Dawid 1984; Blier and Ollivier 2018).
"""

import struct
import tempfile
import zlib
from collections.abc import Iterator
from copy import deepcopy
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F
from jaxtyping import Float
from torch import Tensor

from labkit import arguments
from labkit.arguments import Count
from labkit.compression import shelf
from labkit.compression.coding import Decoder, Encoder, code_bits, quantised
from labkit.messages import say
from labkit.metrics import token_bits
from labkit.training import train
from labkit.transformer import Transformer

HEADER = struct.Struct("<cIII")  # mark, rows, fingerprint of the model, checksum of the text
CHECKSUM = struct.Struct("<I")  # of header and code
STATIC, LEARNING, TEXT = b"S", b"L", b"T"


class Reader:
    """The transformer reading one position at a time, with what it has already read in memory.

    The same function as `Transformer.forward` (a test compares them), in another order: a decoder does not know the
    next token yet, and a coder must compute as the decoder will.
    """

    @torch.inference_mode()
    def __init__(self, model: Transformer, rows: int):
        self.model, self.t = model, 0
        D = model.config.d_model
        device = model.token_embedding.weight.device
        # of each block: the streams of the last `reach` positions, then keys and values of all
        self.recent = [torch.zeros(rows, model.config.reach, D, device=device) for _ in model.blocks]
        self.past = [(None, None) for _ in model.blocks]

    @torch.inference_mode()
    def step(self, tokens: Tensor) -> Tensor:
        """Probabilities of the next token (row, vocab) once these have been read (row)."""
        model = self.model
        if self.t >= model.config.context:
            raise ValueError(say("transformer.bad_length", context=model.config.context, value=self.t + 1))
        x = model.token_embedding(tokens) + model.position_embedding.weight[self.t]  # (row, D)
        for i, block in enumerate(model.blocks):
            x = x + self._attention(i, block.attention, block.norm_attention(x))
            x = x + block.mlp.output(block.mlp.activation(block.mlp.input(block.norm_mlp(x))))
        self.t += 1
        return model.unembedding(model.final_norm(x)).double().softmax(-1)

    def _attention(self, i, attention, x):
        rows = len(x)
        wide = torch.cat([x[:, None], self.recent[i]], 1)  # (row, 1 + reach, D), the nearest first
        self.recent[i] = wide[:, : attention.reach]
        q, k, v = attention.qkv(wide.flatten(1)).view(rows, 3, attention.n_heads, 1, -1).unbind(1)  # (row, H, 1, D/H)
        keys, values = self.past[i]
        keys = k if keys is None else torch.cat([keys, k], 2)  # (row, H, T, D/H)
        values = v if values is None else torch.cat([values, v], 2)
        self.past[i] = keys, values
        return attention.output(F.scaled_dot_product_attention(q, keys, values).flatten(1))


def fingerprint(model: Transformer) -> int:
    """A number that tells models apart: the CRC-32 of their shape and weights."""
    value = zlib.crc32(repr(model.config).encode())
    for weight in model.parameters():
        value = zlib.crc32(weight.detach().cpu().contiguous().numpy().tobytes(), value)
    return value


def halved(model: Transformer) -> Transformer:
    """A copy whose weights need two bytes each: rounded to half precision, computed with in single."""
    return deepcopy(model).half().float()


def pack(rows: list[list[int]], model: Transformer) -> bytes:
    """The rows as a file, for a reader who has the model.

    Args:
        rows: Stories as numbers, as `shelf.rows` gives them.

    Raises:
        ValueError: for no rows, or a row that does not begin and end with `<start>`.
    """
    _check_rows(rows)
    coder = Encoder()
    put(coder, rows, model)
    return sealed(STATIC, len(rows), fingerprint(model), text_checksum(rows), coder.bytes())


def unpack(data: bytes, model: Transformer) -> list[list[int]]:
    """The rows of a file that `pack` made with the same model.

    Raises:
        ValueError: for a file of another kind, cut short, altered, or written by another model; for a decoder that lost
            its place.
    """
    count, code, checksum = opened(data, STATIC, fingerprint(model))
    return _verified(take(Decoder(code), count, model), checksum)


@torch.no_grad()
def row_bits(rows: list[list[int]], model: Transformer) -> Float[np.ndarray, "row pos"]:
    """What each token of each row costs the model in bits, read in one pass; 0 beyond its end."""
    device = model.token_embedding.weight.device
    inputs, targets = (table.to(device) for table in shelf.batch(rows))
    return token_bits(model(inputs), targets).double().cpu().numpy()


def save(data: bytes, name: str = "stories.bin") -> Path:
    """Writes a file in a new folder among the machine's temporary ones; returns where."""
    file = Path(tempfile.mkdtemp(), name)
    file.write_bytes(data)
    return file


def put(coder: Encoder, rows: list[list[int]], model: Transformer) -> float:
    """Codes rows side by side, position by position; returns their cost in bits."""
    inputs, targets = shelf.batch(rows)
    reader, bits = Reader(model, len(rows)), 0.0
    for t in range(inputs.shape[1]):
        frequencies, open_rows = _foreseen(reader, inputs[:, t]), targets[:, t] != -100
        symbols, frequencies = targets[open_rows, t].numpy(), frequencies[open_rows.numpy()]
        coder.put(symbols, frequencies)
        bits += code_bits(symbols, frequencies).sum()
    return float(bits)


def take(decoder: Decoder, count: Count, model: Transformer) -> list[list[int]]:
    """The next `count` rows, coded together."""
    rows = [[shelf.START] for _ in range(count)]
    reader, tokens = Reader(model, count), torch.full((count,), shelf.START)
    open_rows = np.ones(count, dtype=bool)
    while open_rows.any():
        if reader.t >= model.config.context:  # a story without end
            raise ValueError(say("compression.lost"))
        symbols = decoder.take(_foreseen(reader, tokens)[open_rows])
        tokens = torch.full((count,), shelf.PAD)
        tokens[torch.from_numpy(open_rows)] = torch.from_numpy(symbols)
        for i, symbol in zip(np.flatnonzero(open_rows), symbols.tolist(), strict=True):
            rows[i].append(symbol)
        open_rows[open_rows] = symbols != shelf.START
        tokens[torch.from_numpy(~open_rows)] = shelf.PAD  # as the coder's table has it
    return rows


def _foreseen(reader, tokens):
    device = reader.model.token_embedding.weight.device
    return quantised(reader.step(tokens.to(device)).cpu().numpy())


def pack_learning(rows: list[list[int]], model: Transformer, *, recipe: dict, size: Count) -> tuple[bytes, list[float]]:
    """The rows as a file without a model: each batch is coded by what was learnt from those before it.

    Args:
        model: As it starts; trained in place.
        recipe: Of `labkit.training.train`, with `steps`: at least as many as there are batches.
        size: Rows of a batch.

    Returns:
        The file, and what each batch cost, in bits.

    Raises:
        ValueError: for too few steps, or a row that is no story's.
    """
    _check_rows(rows)
    batches_needed = -(-len(rows) // size)
    if (steps := recipe.get("steps", 0)) < batches_needed:
        raise ValueError(say("argument.range", name="recipe['steps']", allowed=f"≥ {batches_needed}", value=steps))
    start, coder, costs = fingerprint(model), Encoder(), []

    def batches() -> Iterator[tuple[Tensor, Tensor]]:
        for first in range(0, len(rows), size):
            chunk = rows[first : first + size]
            costs.append(put(coder, chunk, model))
            yield shelf.batch(chunk)

    _learn(model, batches(), batches_needed, recipe)
    return sealed(LEARNING, len(rows), start, text_checksum(rows), coder.bytes()), costs


def unpack_learning(data: bytes, model: Transformer, *, recipe: dict, size: Count) -> list[list[int]]:
    """The rows of a file that `pack_learning` made, with a model that starts as the writer's did.

    Errors as `unpack`.
    """
    count, code, checksum = opened(data, LEARNING, fingerprint(model))
    decoder, rows = Decoder(code), []

    def batches() -> Iterator[tuple[Tensor, Tensor]]:
        for first in range(0, count, size):
            chunk = take(decoder, min(size, count - first), model)
            rows.extend(chunk)
            yield shelf.batch(chunk)

    _learn(model, batches(), -(-count // size), recipe)
    return _verified(rows, checksum)


def _learn(model, batches, count, recipe) -> None:
    """The first `count` steps of a training: the same on both sides, whatever the batches do besides."""
    for step, _ in train(model, batches, **recipe, progress=False):
        if step == count:
            break


def text_checksum(rows: list[list[int]]) -> int:
    return zlib.crc32(np.concatenate([np.asarray(row, dtype="<u4") for row in rows]).tobytes())


def _check_rows(rows):
    if not rows:
        raise ValueError(say("compression.empty"))
    for i, row in enumerate(rows):
        if len(row) < 2 or row[0] != shelf.START or row[-1] != shelf.START or shelf.START in row[1:-1]:
            raise ValueError(say("compression.bad_row", row=i))


def sealed(mark: bytes, count: Count, writer: int, checksum: int, code: bytes) -> bytes:
    """A file: header and code, with a checksum of both."""
    header = HEADER.pack(mark, count, writer, checksum)
    return header + CHECKSUM.pack(zlib.crc32(code, zlib.crc32(header))) + code


def opened(data: bytes, mark: bytes, reader: int) -> tuple[int, bytes, int]:
    """How many rows or tokens, the code, and the checksum of the text, once the file has been found good.

    Raises:
        ValueError: for a file of another kind, cut short, altered, or written by another model.
    """
    begin = HEADER.size + CHECKSUM.size
    if len(data) < begin:
        raise ValueError(say("compression.cut", value=len(data), allowed=begin))
    header, code = data[: HEADER.size], data[begin:]
    kind, count, writer, checksum = HEADER.unpack(header)
    if kind not in (STATIC, LEARNING, TEXT):
        raise ValueError(say("compression.no_file"))
    if (zlib.crc32(code, zlib.crc32(header)),) != CHECKSUM.unpack(data[HEADER.size : begin]):
        raise ValueError(say("compression.altered"))
    if kind != mark:
        raise ValueError(say("compression.other_kind", value=kind.decode(), allowed=mark.decode()))
    if writer != reader:
        raise ValueError(say("compression.other_model", writer=f"{writer:08x}", value=f"{reader:08x}"))
    return count, code, checksum


def _verified(rows, checksum):
    if text_checksum(rows) != checksum:
        raise ValueError(say("compression.lost"))
    return rows


arguments.check(__name__)
