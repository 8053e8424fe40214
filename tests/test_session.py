"""How a lab starts and what it leaves behind."""

import datetime
import json

import matplotlib as mpl
import numpy as np
import pytest
import torch

import labkit
from labkit import messages, plots, session
from labkit.messages import LANGUAGES


@pytest.fixture(autouse=True)
def fresh(monkeypatch, tmp_path):
    """No session yet, no accelerator, no LABKIT_ variable but the folder of the results."""
    monkeypatch.setattr(session, "_session", None)
    monkeypatch.setattr(session, "_recorded", {})
    monkeypatch.setattr(torch.cuda, "is_available", lambda: False)
    monkeypatch.setattr(torch.backends.mps, "is_available", lambda: False)
    for name in ("SCALE", "SEED", "DEVICE", "RECORD", "STRICT"):
        monkeypatch.delenv(f"LABKIT_{name}", raising=False)
    monkeypatch.setenv("LABKIT_RESULTS", str(tmp_path / "results"))
    with mpl.rc_context():  # start sets the style of figures
        yield


def test_a_start_says_what_it_chose(capsys):
    started = session.start("fr", unit="01_demo")
    assert started == session.Session("fr", "01_demo", "cpu", "cpu", 0)
    assert session.current() is started
    assert messages.get_language() == "fr"
    line = capsys.readouterr().out
    assert line.count("\n") == 1
    assert "échelle cpu · graine 0" in line
    assert mpl.rcParams["axes.spines.top"] is plots.STYLE["axes.spines.top"]


def test_a_start_leaves_the_random_state_alone(global_rng_unchanged):
    session.start("en")


def test_the_environment_overrides_what_start_chooses(monkeypatch):
    monkeypatch.setenv("LABKIT_SCALE", "smoke")
    monkeypatch.setenv("LABKIT_SEED", "7")
    started = session.start("en")
    assert (started.scale, started.seed) == ("smoke", 7)


def test_empty_variables_count_as_none(monkeypatch):
    for name in ("LABKIT_SCALE", "LABKIT_SEED", "LABKIT_DEVICE"):
        monkeypatch.setenv(name, "")
    assert session.start("en") == session.Session("en", "", "cpu", "cpu", 0)


def test_a_gpu_is_used_at_its_own_scale(monkeypatch):
    monkeypatch.setattr(torch.cuda, "is_available", lambda: True)
    monkeypatch.setattr(torch.cuda, "get_device_name", lambda: "a fast GPU")
    assert session.start("en") == session.Session("en", "", "cuda", "gpu", 0)
    monkeypatch.setenv("LABKIT_DEVICE", "cpu")
    assert session.start("en") == session.Session("en", "", "cpu", "cpu", 0)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("name", "value", "allowed"),
    [
        ("LABKIT_SCALE", "big", "smoke, cpu, gpu"),
        ("LABKIT_DEVICE", "tpu", "cpu, cuda, mps"),
        ("LABKIT_DEVICE", "cuda", "cpu"),
        ("LABKIT_DEVICE", "mps", "cpu"),
        ("LABKIT_SEED", "-1", ""),
        ("LABKIT_SEED", "one", ""),
    ],
)
def test_a_bad_variable_is_named_with_what_is_allowed(monkeypatch, language, name, value, allowed):
    monkeypatch.setenv(name, value)
    with pytest.raises(ValueError, match=name) as error:
        session.start(language)
    assert value in str(error.value)
    assert allowed in str(error.value)
    with pytest.raises(RuntimeError):
        session.current()


def test_a_bad_language_is_named():
    with pytest.raises(ValueError, match=r"language.*fr, en.*'de'"):
        session.start("de")


@pytest.mark.parametrize("language", LANGUAGES)
def test_without_a_start_there_is_no_session(language):
    messages.set_language(language)
    for use in (session.current, lambda: session.preset(smoke={}, cpu={}, gpu={}), lambda: session.record(x=1)):
        with pytest.raises(RuntimeError, match=r"lk\.start"):
            use()


@pytest.mark.parametrize(("scale", "expected"), [("smoke", (1, 10)), ("cpu", (2, 10)), ("gpu", (3, 30))])
def test_a_preset_has_the_settings_of_cpu_unless_its_own(monkeypatch, scale, expected):
    monkeypatch.setenv("LABKIT_SCALE", scale)
    session.start("en")
    settings = session.preset(smoke={"steps": 1}, cpu={"steps": 2, "width": 10}, gpu={"steps": 3, "width": 30})
    assert (settings.steps, settings.width) == expected


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_preset_for_each_scale_is_asked_for(language):
    session.start(language)
    with pytest.raises(ValueError, match=r"smoke, cpu, gpu.*smoke, gpu"):
        session.preset(cpu={})


# Results


def runs(tmp_path, name="01_demo.cpu.json"):
    return json.loads((tmp_path / "results" / name).read_text("utf-8"))


def record_run(monkeypatch, *, language="en", seed=0, **values):
    monkeypatch.setenv("LABKIT_RECORD", "1")
    monkeypatch.setenv("LABKIT_SEED", str(seed))
    session.start(language, unit="01_demo")
    return session.record(**values)


def test_nothing_is_written_unless_asked_for(tmp_path):
    session.start("en", unit="01_demo")
    session.record(accuracy=0.5)
    assert not (tmp_path / "results").exists()


def test_a_run_is_written_with_where_it_comes_from(monkeypatch, tmp_path):
    values = {
        "accuracy": np.float64(0.75),
        "steps": np.int64(3),
        "loss": torch.tensor(1.5),
        "curve": np.array([1.0, 2.5]),
        "ids": (4, 5),
        "words": ["the", "cat"],
        "title": "été",
    }
    record_run(monkeypatch, language="fr", seed=2, **values)
    content = runs(tmp_path)
    assert (content["unit"], content["scale"]) == ("01_demo", "cpu")
    (run,) = content["runs"]
    assert (run["language"], run["seed"]) == ("fr", 2)
    assert run["device"].startswith("cpu")
    assert torch.__version__.startswith(run["torch"])
    assert run["labkit"] == labkit.__version__
    assert run["commit"]
    assert run["date"] == datetime.date.today().isoformat()
    seconds = run["values"].pop("seconds")
    assert 0 <= seconds < 60
    assert run["values"] == {
        "accuracy": 0.75,
        "steps": 3,
        "loss": 1.5,
        "curve": [1.0, 2.5],
        "ids": [4, 5],
        "words": ["the", "cat"],
        "title": "été",
    }
    assert "été" in (tmp_path / "results" / "01_demo.cpu.json").read_text("utf-8")


def test_a_run_replaces_the_one_of_its_language_and_seed(monkeypatch, tmp_path):
    for language, seed, x in [("fr", 0, 1), ("en", 1, 2), ("en", 0, 3), ("fr", 0, 4), ("en", 1, 5)]:
        record_run(monkeypatch, language=language, seed=seed, x=x)
    kept = [(run["language"], run["seed"], run["values"]["x"]) for run in runs(tmp_path)["runs"]]
    assert kept == [("en", 0, 3), ("en", 1, 5), ("fr", 0, 4)]


def test_what_a_session_records_adds_up_until_the_next_start(monkeypatch, tmp_path):
    record_run(monkeypatch, x=1)
    card = session.record(y=2)
    assert set(card.values) == {"x", "y", "seconds"}
    assert set(runs(tmp_path)["runs"][0]["values"]) == {"x", "y", "seconds"}
    record_run(monkeypatch, z=3)
    assert set(runs(tmp_path)["runs"][0]["values"]) == {"z", "seconds"}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("value", [object(), {"a": 1}, None, [object()]], ids=lambda value: type(value).__name__)
def test_what_json_cannot_keep_is_refused(monkeypatch, tmp_path, language, value):
    with pytest.raises(TypeError, match=f"odd.*{type(value).__name__}"):
        record_run(monkeypatch, language=language, odd=value)
    assert not (tmp_path / "results").exists()


def test_the_card_shows_what_was_measured():
    session.start("fr", unit="01_demo")
    card = session.record(accuracy=0.5, steps=1200, name="a < b")
    assert card.values["accuracy"] == 0.5
    for text in (repr(card), card._repr_html_()):
        assert "Fiche de résultats" in text
        assert "0,500" in text
        assert "1\u202f200" in text
        assert "01_demo" in text
        assert "graine 0" in text
    assert "a &lt; b" in card._repr_html_()
