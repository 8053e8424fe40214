"""Our Llama beside that of transformers, on the tiny model of conftest."""

import json
import shutil
import subprocess
import sys
from importlib.util import find_spec

import pytest
import torch

from labkit import llama, pretrained

pytestmark = pytest.mark.skipif(not find_spec("transformers"), reason="the extra llm is not installed")
TEXTS = ["the cat", "the cow jumped", "the"]


@pytest.fixture(scope="module", params=["plain", "tied"])
def folder(request, llama_folder, tied_llama_folder):
    return llama_folder if request.param == "plain" else tied_llama_folder


@pytest.fixture(scope="module")
def ours(folder):
    assert llama.is_llama(folder)
    return llama.opened(folder)


@pytest.fixture(scope="module")
def theirs(folder):
    from transformers import AutoModelForCausalLM, AutoTokenizer

    model = AutoModelForCausalLM.from_pretrained(folder, dtype="float32").eval()
    return model, AutoTokenizer.from_pretrained(folder)


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
        assert mine.decode(mine(text).input_ids) == other.decode(other(text).input_ids) == text
    assert mine.get_vocab().items() <= other.get_vocab().items()  # theirs may have one more, for padding


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
        ({"mlp_bias": True}, False),
        ({"hidden_act": "gelu"}, False),
        ({"quantization_config": {"quant_method": "fp8"}}, False),
        ({"rope_parameters": {"rope_type": "default", "rope_theta": 1e4, "partial_rotary_factor": 0.5}}, False),
        ({"rope_parameters": {"rope_type": "llama3", "rope_theta": 1e4}}, False),
    ],
)
def test_only_a_plain_llama_is_read(llama_folder, tmp_path, change, expected):
    folder = shutil.copytree(llama_folder, tmp_path / "copy")
    config = json.loads((folder / llama.CONFIG).read_text())
    (folder / llama.CONFIG).write_text(json.dumps(config | change))
    assert llama.is_llama(folder) == expected


def test_a_folder_without_weights_and_a_name_of_the_hub_are_left_to_transformers(llama_folder, tmp_path):
    folder = shutil.copytree(llama_folder, tmp_path / "copy")
    (folder / llama.WEIGHTS).unlink()
    assert not llama.is_llama(folder)
    assert not llama.is_llama("somebody/something")


def test_damage_is_told_and_the_lab_goes_on(llama_folder, tmp_path, capsys):
    from safetensors.torch import load_file, save_file

    folder = shutil.copytree(llama_folder, tmp_path / "copy")
    weights = load_file(folder / llama.WEIGHTS)
    weights.pop("model.layers.1.mlp.up_proj.weight")
    save_file(weights, folder / llama.WEIGHTS)
    assert not pretrained.load(str(folder), device="cpu")
    assert "up_proj.weight" in capsys.readouterr().out
    (folder / llama.TOKENS).write_text("{")
    assert not pretrained.load(str(folder), device="cpu")


def test_an_answer_without_a_token_of_its_own_is_refused(llama_folder, monkeypatch):
    """A tokenizer may merge the end of a question with the beginning of an answer."""
    llm = pretrained.load(str(llama_folder), device="cpu")
    with pytest.raises(ValueError, match="answers: '' is empty"):
        llm.answer_bits(["the cat"], [" sat", ""])
    plain = llm.tokenizer.__call__

    def merging(_tokenizer, text, **options):
        return plain(text.replace("cats", "C"), **options)

    monkeypatch.setattr(type(llm.tokenizer), "__call__", merging)
    assert llm.answer_bits(["the cat"], [" sat"]).shape == (1, 1)
    with pytest.raises(ValueError, match="answers: 's' is empty, or merges"):
        llm.answer_bits(["the cat"], ["s"])


def test_a_reader_refuses_what_the_model_does_not_read(llama_folder, monkeypatch):
    llm = pretrained.load(str(llama_folder), device="cpu")
    monkeypatch.setattr(llm.model.config, "max_position_embeddings", 3)
    read = llm.reader()
    for token in (None, 1, 2):
        read(token)
    with pytest.raises(ValueError, match="3 tokens; the model reads 2"):
        read(3)


def test_a_block_may_be_overwritten_where_texts_begin_alike(llama_folder):
    """The vectors of unit 08: their hook sees what the texts begin with, and leaves it."""
    from labkit.programs import real

    llm = pretrained.load(str(llama_folder), device="cpu")
    texts, vectors = ["the cat", "the dog"], torch.ones(2, 32)
    with real._replacing(llm, 1, vectors):
        states = llm.hidden_states(texts)
    torch.testing.assert_close(states[:, 1], vectors)


def test_loading_it_imports_no_transformers(llama_folder):
    code = f"""
import sys
from labkit import pretrained
llm = pretrained.load({str(llama_folder)!r}, device="cpu")
print(bool(llm), *{{"transformers", "torch._dynamo", "sympy"}} & set(sys.modules))
"""
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert done.stdout.strip() == "True"
