"""What all tests share. labkit is imported in the fixtures: jaxtyping must be there first."""

import os
import random

import pytest

os.environ.setdefault("MPLBACKEND", "Agg")  # no window, on any machine


@pytest.fixture(autouse=True)
def english():
    """Every test starts in English and leaves the language as it found it."""
    from labkit import messages

    before = messages.get_language()
    messages.set_language("en")
    yield
    messages.set_language(before)


@pytest.fixture
def global_rng_unchanged():
    """Fails the test that draws from, or seeds, the random state that all of Python, NumPy or torch share."""
    import numpy as np
    import torch

    def state():
        name, keys, *rest = np.random.get_state(legacy=True)  # noqa: NPY002 – the state under test
        return random.getstate(), (name, keys.tolist(), *rest), torch.get_rng_state().tolist()

    before = state()
    yield
    for generator, then, now in zip(("random", "numpy.random", "torch"), before, state(), strict=True):
        assert then == now, f"the global state of {generator} has moved"
