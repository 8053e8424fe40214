"""A small BART on facts told name first: an encoder reads a damaged sentence both ways, a decoder rewrites it.

    LABKIT_RECORD=1 LABKIT_SEED=0 python labs/controls/04_denoising.py       (about a minute a seed)

As in BART (Lewis et al. 2020, "text infilling"), a span of the sentence is replaced by one mask, and the whole sentence
is to be written from left to right. Two diets: spans of one to three tokens, so that some erase a whole name; and spans
of one token, which never do. The questions are sentences with a whole name, or a whole description, in one mask.
Encoder and decoder are PyTorch's own, one layer each. Chapter 04 quotes what it records.
"""

import torch
from torch import nn

import labkit as lk
from labkit.reversal import facts

COUNT, WIDTH, EVERY = 100, 64, 50

session = lk.start("en", unit="04_denoising")
P = lk.preset(smoke={"steps": 2}, cpu={"steps": 600}, gpu={})
vocabulary = facts.vocabulary()
MASK = vocabulary.index[facts.MASK]
known = facts.facts(COUNT, seed=session.seed)
texts = facts.rows([fact.told() for fact in known], vocabulary)  # (fact, 6): <start>, name, "is", description


class Denoiser(nn.Module):
    """Reads damaged texts, gives the scores of each next token of the whole ones."""

    def __init__(self):
        super().__init__()
        self.tokens = nn.Embedding(len(vocabulary), WIDTH)
        self.places = nn.Embedding(texts.shape[1], WIDTH)
        layers = {"num_encoder_layers": 1, "num_decoder_layers": 1, "dim_feedforward": 4 * WIDTH}
        self.layers = nn.Transformer(WIDTH, 4, **layers, dropout=0.0, batch_first=True, norm_first=False)

    def forward(self, damaged, written):
        ahead = self.layers.generate_square_subsequent_mask(written.shape[1])
        return self.layers(self.read(damaged), self.read(written), tgt_mask=ahead) @ self.tokens.weight.T

    def read(self, tokens):
        return self.tokens(tokens) + self.places(torch.arange(tokens.shape[1]))


def infilled(span):
    """The texts with `span`, a slice, replaced by one mask."""
    mask = torch.full((len(texts), 1), MASK)
    return torch.cat([texts[:, : span.start], mask, texts[:, span.stop :]], dim=1)


def batches(longest):
    """All texts at each step, damaged at one place for all, another one each time."""
    draw = torch.Generator().manual_seed(session.seed)
    while True:
        length = int(torch.randint(1, longest + 1, (1,), generator=draw))
        start = int(torch.randint(1, texts.shape[1] - length + 1, (1,), generator=draw))
        yield infilled(slice(start, start + length)), texts


def loss(model, batch):
    damaged, whole = batch
    return lk.metrics.cross_entropy_bits(model(damaged, whole[:, :-1]), whole[:, 1:])


@torch.no_grad()
def recalled(model, span):
    """The share of the facts whose span is rewritten without a mistake, after the tokens of the sentence before it."""
    written, damaged = texts[:, :1], infilled(span)
    while written.shape[1] < texts.shape[1]:
        written = torch.cat([written, model(damaged, written)[:, -1:].argmax(-1)], dim=1)
    return (written == texts)[:, span].all(1).double().mean().item()


def learn(longest):
    """Exact answers in both directions, by step."""
    torch.manual_seed(session.seed)
    model, curves = Denoiser(), lk.History()
    options = {"steps": P.steps, "lr": 2e-3, "weight_decay": 0.1, "schedule": "linear", "progress": False}
    for step, _ in lk.train(model, batches(longest), loss_fn=loss, **options):
        if step % min(EVERY, P.steps) == 0:
            curves.add(step, forward=recalled(model, slice(4, 6)), backward=recalled(model, slice(1, 3)))
    return curves


print(lk.record(curves={"spans": learn(3), "single": learn(1)}))
