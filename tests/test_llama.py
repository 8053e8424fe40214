"""Our Llama beside that of transformers, on the tiny model of conftest."""

import json
import shutil
from importlib.util import find_spec

import pytest
import torch

from labkit import llama, pretrained

pytestmark = pytest.mark.skipif(not find_spec("transformers"), reason="the extra llm is not installed")
TEXTS = ["the cat", "the cow jumped", "the"]


@pytest.fixture(scope="module")
def ours(llama_folder):
    return llama.opened(llama_folder)


@pytest.fixture(scope="module")
def theirs(llama_folder):
    from transformers import AutoModelForCausalLM, AutoTokenizer

    model = AutoModelForCausalLM.from_pretrained(llama_folder, dtype="float32").eval()
    return model, AutoTokenizer.from_pretrained(llama_folder)


@torch.no_grad()
def test_it_computes_what_transformers_computes(ours, theirs):
    tokens = torch.randint(257, (3, 40), generator=torch.Generator().manual_seed(0))
    found, expected = (model(tokens, output_hidden_states=True) for model, _ in (ours, theirs))
    torch.testing.assert_close(found.logits, expected.logits, atol=1e-5, rtol=1e-4)
    assert len(found.hidden_states) == len(expected.hidden_states) == 3
    for mine, other in zip(found.hidden_states, expected.hidden_states, strict=True):
        torch.testing.assert_close(mine, other, atol=1e-5, rtol=1e-4)


@torch.no_grad()
def test_what_it_keeps_spares_a_second_reading(ours):
    model, _ = ours
    tokens = torch.randint(257, (1, 12), generator=torch.Generator().manual_seed(1))
    whole = model(tokens).logits
    memory = model(tokens[:, :5], use_cache=True).past_key_values
    several = model(tokens[:, 5:9], past_key_values=memory).logits  # several at once: none sees those behind it
    torch.testing.assert_close(several, whole[:, 5:9])
    one = model(tokens[:, 9:10], past_key_values=memory).logits
    torch.testing.assert_close(one, whole[:, 9:10])
    memory.batch_repeat_interleave(3)
    torch.testing.assert_close(model(tokens[:, 10:].expand(3, -1), past_key_values=memory).logits[2:], whole[:, 10:])


def test_its_tokenizer_reads_and_writes_like_that_of_transformers(ours, theirs):
    (_, mine), (_, other) = ours, theirs
    for text in ("the cat's 12 hats, été !", "<|endoftext|>a", ""):
        assert mine(text).input_ids == other(text).input_ids
        assert mine.decode(mine(text).input_ids) == text
    assert mine.get_vocab() == other.get_vocab()


def test_a_text_begins_where_the_others_do_and_nothing_changes(llama_folder, monkeypatch):
    """What texts share is read once; by either model."""
    asked = []
    for usual in (True, False):
        if not usual:
            monkeypatch.setattr(llama, "is_llama", lambda folder: False)
        llm = pretrained.load(str(llama_folder), device="cpu")
        assert isinstance(llm.model, llama.Llama) == usual
        encoded = [torch.tensor([0, *llm.tokens(text)] + [256 - i] * 9) for i, text in enumerate(TEXTS)]
        assert llm._beginning(encoded, 9)[0] == 4  # the start token and "the"
        assert llm._beginning(encoded[:2], 9)[0] == 6
        assert llm._beginning(encoded[:2], 5)[0] == 5
        assert llm._beginning(encoded[:1], 5) == (0, None)
        answers = [" sat", " sang"]
        shared = llm.hidden_states(TEXTS), torch.tensor(llm.answer_bits(TEXTS, answers))
        with monkeypatch.context() as patch:
            patch.setattr(llm, "_beginning", lambda texts, most: (0, None))
            apart = llm.hidden_states(TEXTS), torch.tensor(llm.answer_bits(TEXTS, answers))
        for mine, other in zip(shared, apart, strict=True):
            torch.testing.assert_close(mine, other, atol=1e-4, rtol=1e-4)
        asked.append(shared)
    torch.testing.assert_close(asked[0], asked[1], atol=1e-4, rtol=1e-4)


def test_it_can_be_taught(llama_folder):
    """As a control of unit 04 does with the last blocks; its file stays what it was."""
    model, _ = llama.opened(llama_folder)
    before = (llama_folder / llama.WEIGHTS).read_bytes()
    tokens = torch.arange(10)[None]
    model.requires_grad_(False)
    model.model.layers[-1].requires_grad_(True)
    model(tokens).logits.sum().backward()
    taught = {name for name, weight in model.named_parameters() if weight.grad is not None}
    assert taught == {name for name, _ in model.named_parameters() if "layers.1." in name}
    with torch.no_grad():
        model.model.layers[-1].mlp.up_proj.weight.add_(1)
    assert (llama_folder / llama.WEIGHTS).read_bytes() == before


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({}, True),
        ({"model_type": "mistral"}, False),
        ({"attention_bias": True}, False),
        ({"rope_parameters": {"rope_type": "llama3", "rope_theta": 1e4}}, False),
    ],
)
def test_only_a_plain_llama_is_read(llama_folder, tmp_path, change, expected):
    folder = shutil.copytree(llama_folder, tmp_path / "copy")
    config = json.loads((folder / llama.CONFIG).read_text())
    (folder / llama.CONFIG).write_text(json.dumps(config | change))
    assert llama.is_llama(folder) == expected
    (folder / llama.WEIGHTS).unlink()
    assert not llama.is_llama(folder)
    assert not llama.is_llama("somebody/something")


def test_a_missing_weight_is_named(llama_folder):
    from safetensors.torch import load_file

    config = json.loads((llama_folder / llama.CONFIG).read_text())
    weights = load_file(llama_folder / llama.WEIGHTS)
    weights.pop("model.layers.1.mlp.up_proj.weight")
    with pytest.raises(KeyError, match=r"up_proj\.weight"):
        llama.Llama(config, weights)


def test_loading_it_imports_no_transformers(llama_folder):
    import subprocess
    import sys

    code = f"""
import sys
from labkit import pretrained
llm = pretrained.load({str(llama_folder)!r}, device="cpu")
print(llm.next_tokens("a", k=1), *{{"transformers", "torch._dynamo", "sympy"}} & set(sys.modules))
"""
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert done.stdout.strip().endswith("]")
