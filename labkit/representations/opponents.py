"""What a network that answers distances is compared with: guesses that need no map."""

import numpy as np
from jaxtyping import Float, Int

from labkit import arguments
from labkit.representations.cities import World


def errors_km(
    world: World, train_pairs: Int[np.ndarray, "train 2"], test_pairs: Int[np.ndarray, "test 2"]
) -> dict[str, float]:
    """Mean error in km, on the test pairs, of each opponent that heard the training pairs."""
    heard, true = world.pair_km(train_pairs), world.pair_km(test_pairs)
    guesses = {
        "constant": np.median(heard),  # the same distance always
        "parrot": by_mean_distances(train_pairs, heard, test_pairs),
    }
    return {name: float(np.abs(guess - true).mean()) for name, guess in guesses.items()}


def by_mean_distances(
    heard: Int[np.ndarray, "heard 2"], km: Float[np.ndarray, " heard"], asked: Int[np.ndarray, "asked 2"]
) -> Float[np.ndarray, " asked"]:
    """The distances in km that a parrot guesses: some cities are far from everything, others are not.

    The mean of all distances, and by how much each of the two cities is on average farther off than that.

    Args:
        heard: Pairs of tokens of known distance.
        km: Their distances.
        asked: Pairs to guess.
    """
    first, km = np.concatenate([heard[:, 0], heard[:, 1]]), np.concatenate([km, km])
    size = 1 + max(heard.max(), asked.max())
    excess = np.bincount(first, km - km.mean(), size) / np.maximum(np.bincount(first, minlength=size), 1)
    return km.mean() + excess[asked].sum(1)


arguments.check(__name__)
