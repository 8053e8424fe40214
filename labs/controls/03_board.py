"""Tic-tac-toe told as strings of moves: in which terms can the board be read in a network that never saw one?

    LABKIT_RECORD=1 LABKIT_SEED=0 python labs/controls/03_board.py       (about ten seconds)

Games are played at random. A probe of each layer looks for the nine squares as first and second player, or as "mine"
and "yours" of who has just moved, beside an untrained network. Chapter 03 quotes what it records in
labs/results/03_board.cpu.json.
"""

import labkit as lk
from labkit.representations import board

session = lk.start("en", unit="03_board")
P = lk.preset(smoke=dict(games=300, steps=10), cpu=dict(games=6000, steps=350), gpu={})
seed = session.seed
LAYERS = ("embed", "blocks.0.resid", "blocks.1.resid")


def new_player(seed):
    config = lk.TransformerConfig(board.VOCAB_SIZE, context=board.LENGTH - 1, d_mlp=128, tied=False)
    return lk.Transformer(config, seed=seed)


def read(model, layer, basis):
    return board.share_read(model, layer, tests, basis, seed=seed)


player, batches = new_player(seed), board.games(P.games, seed=seed).batches(128, seed=seed)
for _ in lk.train(player, batches, steps=P.steps, lr=8e-3, weight_decay=0.1, schedule="linear", progress=False):
    pass
tests = board.games(1000, seed=seed + 1000)
print(
    lk.record(
        game={basis: [read(player, layer, basis) for layer in LAYERS] for basis in board.BASES},
        untrained={basis: read(new_player(seed + 50), LAYERS[-1], basis) for basis in board.BASES},
        illegal=board.illegal_share(player, tests),
    )
)
