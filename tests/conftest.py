"""What all tests share; about the site, see website.py.

labkit is imported in the fixtures: jaxtyping must be there first.
"""

import os
import random
import sys
from importlib.util import find_spec

import pytest
from lab_sources import MEASURED, load
from website import base, context_of, firefox, visit  # noqa: F401 – fixtures

pytest.register_assert_rewrite("claims", "exercises")  # tests that units inherit say what differs, too

LONGEST = [
    "test_accessibility.py",
    "test_site.py",
    "test_controls.py",
    "test_exam.py",
    "test_questions.py",
]

os.environ.setdefault("MPLBACKEND", "Agg")  # no window, on any machine
os.environ.setdefault("OMP_NUM_THREADS", "1")  # small models gain little from more, and lose much beside a browser


@pytest.fixture(autouse=True)
def english():
    """Every test starts in English and leaves the language as it found it."""
    from labkit import messages

    before = messages.get_language()
    messages.set_language("en")
    yield
    messages.set_language(before)


@pytest.fixture(autouse=True)
def threads():
    """Every test leaves torch as many threads as the environment gives it: two for all that follow cost minutes."""
    yield
    if "torch" in sys.modules:
        sys.modules["torch"].set_num_threads(int(os.environ.get("OMP_NUM_THREADS", 1)))


@pytest.fixture
def report():
    """report(condition, message): a test with many conditions tells all that fail, not the first alone."""

    def check(condition, message):
        if not condition:
            check.failures.append(str(message))

    check.failures = []
    return check


@pytest.fixture(scope="session")
def llama_folder(tmp_path_factory):
    """A tiny random Llama whose tokens are bytes, as transformers saves a model."""
    return tiny_llama(tmp_path_factory)


@pytest.fixture(scope="session")
def tied_llama_folder(tmp_path_factory):
    """Another, with one set of vectors at both ends, heads of another width, and a tokenizer that cuts and pads."""
    return tiny_llama(tmp_path_factory, cuts=True, tie_word_embeddings=True, head_dim=16)


def tiny_llama(tmp_path_factory, *, cuts=False, **changes):
    if not find_spec("transformers"):
        pytest.skip("the extra llm is not installed")
    import torch
    from tokenizers import Tokenizer, decoders, models, pre_tokenizers
    from transformers import LlamaConfig, LlamaForCausalLM, PreTrainedTokenizerFast

    folder = tmp_path_factory.mktemp("tiny")
    symbols = ["<|endoftext|>", *sorted(pre_tokenizers.ByteLevel.alphabet())]
    tokenizer = Tokenizer(models.BPE({symbol: i for i, symbol in enumerate(symbols)}, []))
    tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False, use_regex=False)
    tokenizer.decoder = decoders.ByteLevel()
    PreTrainedTokenizerFast(tokenizer_object=tokenizer, eos_token=symbols[0]).save_pretrained(folder)
    if cuts:
        tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        tokenizer.enable_truncation(4)
        tokenizer.enable_padding(length=8)
        tokenizer.save(str(folder / "tokenizer.json"))
    config = LlamaConfig(
        vocab_size=len(symbols),
        hidden_size=32,
        intermediate_size=64,
        num_hidden_layers=2,
        num_attention_heads=4,
        num_key_value_heads=2,
        initializer_range=0.3,  # far from uniform, so that a wrong position shows
        bos_token_id=0,
        eos_token_id=0,
        **changes,
    )
    with torch.random.fork_rng():
        torch.manual_seed(0)
        LlamaForCausalLM(config).save_pretrained(folder)
    return folder


def pytest_collection_modifyitems(config, items):
    """The files that take longest come first, so that no core waits for them at the end.

    Tests that train a lab for minutes run only where they are asked for, whatever else -m says.
    """
    items.sort(key=lambda item: LONGEST.index(item.path.name) if item.path.name in LONGEST else len(LONGEST))
    if "fresh" not in config.option.markexpr:
        fresh = [item for item in items if item.get_closest_marker("fresh")]
        config.hook.pytest_deselected(items=fresh)
        items[:] = [item for item in items if item not in fresh]


class KeepWhatLabsMeasure:
    """What a notebook measures is kept in a folder of the name of the notebook's own: see same.py."""

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_setup(self, item):  # which starts the kernel
        with pytest.MonkeyPatch.context() as patch:
            if item.path.suffix == ".ipynb":
                patch.setenv("LABKIT_RECORD", "1")
                patch.setenv("LABKIT_RESULTS", str(MEASURED / item.path.parent.name))
            return (yield)


def pytest_configure(config):
    config.pluginmanager.register(KeepWhatLabsMeasure())  # for a conftest's own hooks see this folder alone


@pytest.hookimpl(wrapper=True)
def pytest_pyfunc_call(pyfuncitem):
    result = yield
    failures = getattr(pyfuncitem.funcargs.get("report"), "failures", [])
    if failures:
        pytest.fail("\n".join(["", *failures]), pytrace=False)
    return result


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


@pytest.fixture(scope="session")
def browser():
    """Headless Chromium, as book/paper/browser.py finds it; one for all: Playwright allows no second.

    Where there is none, its tests are skipped; where CI is set, they fail.
    """
    chromium = load("book/paper/browser.py")
    if not chromium.chromium():
        no_browser = pytest.fail if os.environ.get("CI") else pytest.skip
        no_browser("no Chromium: install the package chromium, or set CHROMIUM to its path")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = chromium.launched(playwright, "test")
        yield browser
        browser.close()
