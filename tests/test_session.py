"""How a lab starts and what it leaves behind."""

import datetime
import json
import os
import subprocess
import sys

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
    monkeypatch.setattr(torch.cuda, "is_available", lambda: False)
    monkeypatch.setattr(session, "_choose_threads", lambda: None)  # tests keep the threads they have
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
    monkeypatch.setattr(session, "_problem_of_cuda", lambda: None)
    monkeypatch.setattr(torch.cuda, "get_device_name", lambda: "a fast GPU")
    assert session.start("en") == session.Session("en", "", "cuda", "gpu", 0)
    monkeypatch.setenv("LABKIT_DEVICE", "cpu")
    assert session.start("en") == session.Session("en", "", "cpu", "cpu", 0)


@pytest.mark.skipif(torch.version.cuda is not None, reason="this PyTorch can use a GPU")
def test_a_gpu_that_fails_at_the_first_product_is_named_and_left_alone(monkeypatch, capsys):
    monkeypatch.setattr(torch.cuda, "is_available", lambda: True)  # as for a card that is too old
    assert session.start("fr") == session.Session("fr", "", "cpu", "cpu", 0)
    said = capsys.readouterr().out
    assert "ne sait pas s’en servir" in said
    assert "CUDA" in said
    monkeypatch.setenv("LABKIT_DEVICE", "cpu")  # who chose the processor is told nothing
    session.start("fr")
    assert "servir" not in capsys.readouterr().out
    monkeypatch.setenv("LABKIT_DEVICE", "cuda")
    with pytest.raises(ValueError, match=r"essayez cpu .*CUDA"):
        session.start("fr")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("name", "value", "allowed"),
    [
        ("LABKIT_SCALE", "big", "smoke, cpu, gpu"),
        ("LABKIT_DEVICE", "tpu", "cpu, cuda"),
        ("LABKIT_DEVICE", "cuda", "cpu"),
        ("LABKIT_DEVICE", "mps", "cpu, cuda"),
        ("LABKIT_SEED", "18446744073709551616", ""),
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


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_name_that_is_not_there_brings_the_cell_to_run_again(language, capsys, monkeypatch):
    from IPython.core.interactiveshell import InteractiveShell

    shell = InteractiveShell()
    monkeypatch.setattr("IPython.get_ipython", lambda: shell)
    session.start(language)
    stopped = "import time\nhalf = 1\nraise KeyboardInterrupt\nwhole, (part, *_) = 2, [3]"
    for cell in (stopped, "def f():\n    never = 1", "print(part)", "print(half + never)", "import math\nf(x=1)"):
        shell.run_cell(cell, store_history=True)
    said = [line for line in capsys.readouterr().out.splitlines() if "`" in line]
    again, unknown = said
    assert "`part`" in again
    assert "`import time`" in again
    assert "`never`" in unknown
    assert "import" not in unknown


# Threads


class Quota:
    """Stands for pathlib.Path: the file that says how much of the machine a container may use."""

    def __init__(self, text):
        self.text = text

    def __call__(self, path):
        assert path == "/sys/fs/cgroup/cpu.max"
        return self

    def read_text(self, encoding):
        if self.text is None:
            raise FileNotFoundError
        return self.text


@pytest.mark.parametrize(
    ("quota", "cores"), [(None, 8), ("max 100000", 8), ("200000 100000", 2), ("150000 100000", 2), ("1000 100000", 1)]
)
def test_cores_are_those_that_the_process_may_use(monkeypatch, quota, cores):
    monkeypatch.setattr(session.os, "sched_getaffinity", lambda _: set(range(8)), raising=False)
    monkeypatch.setattr(session, "Path", Quota(quota))
    assert session.usable_cores() == cores


def test_threads_are_no_more_than_cores_and_spin_briefly():
    code = "from labkit import session; session._choose_threads(); import os, torch; "
    code += "print(torch.get_num_threads(), os.environ['GOMP_SPINCOUNT'])"
    for given, threads in (({}, session.usable_cores()), ({"OMP_NUM_THREADS": "1"}, 1)):
        clean = {name: value for name, value in os.environ.items() if name not in ("OMP_NUM_THREADS", "GOMP_SPINCOUNT")}
        run = [sys.executable, "-c", code]
        answer = subprocess.run(run, env=clean | given, capture_output=True, text=True, check=True).stdout.split()
        assert answer == [str(threads), "1000"]


# The record of a lab


def kept(tmp_path, name="05_demo.cpu.json"):
    return json.loads((tmp_path / "results" / name).read_text("utf-8"))


def record_run(monkeypatch, *, language="en", seed=0, unit="05_demo", **measured):
    monkeypatch.setenv("LABKIT_RECORD", "1")
    monkeypatch.setenv("LABKIT_SEED", str(seed))
    session.start(language, unit=unit)
    return session.record(**measured)


def test_nothing_is_written_unless_asked_for(tmp_path):
    session.start("en", unit="05_demo")
    session.record(accuracy=0.5)
    assert not (tmp_path / "results").exists()


def test_a_run_is_written_with_where_it_comes_from(monkeypatch, tmp_path):
    record_run(monkeypatch, language="fr", seed=2, accuracy=np.float64(0.75), title="été")
    content = kept(tmp_path)
    assert (content["unit"], content["scale"]) == ("05_demo", "cpu")
    (run,) = content["runs"]
    assert (run["language"], run["seed"], run["threads"]) == ("fr", 2, torch.get_num_threads())
    assert run["device"].startswith("cpu")
    assert run["instructions"] == torch.backends.cpu.get_cpu_capability()
    assert torch.__version__.startswith(run["torch"])
    assert run["labkit"] == labkit.__version__
    assert run["commit"]
    assert run["date"] == datetime.date.today().isoformat()
    assert 0 <= run["seconds"] < 60
    assert run["measured"] == {"accuracy": 0.75, "title": "été"}
    assert "été" in (tmp_path / "results" / "05_demo.cpu.json").read_text("utf-8")


def test_the_commit_of_changed_code_says_so(monkeypatch, tmp_path):
    monkeypatch.setattr(session.results, "ROOT", tmp_path)
    assert session._commit() == "none"

    def git(*command):
        options = ["-c", "user.name=a", "-c", "user.email=a@b.example"]
        subprocess.run(["git", *options, *command], cwd=tmp_path, check=True, capture_output=True)

    git("init")
    (tmp_path / "file").write_text("one")
    git("add", "file")
    git("commit", "-m", "one")
    clean = session._commit()
    assert len(clean) >= 7
    (tmp_path / "file").write_text("two")
    assert session._commit() == f"{clean}-dirty"


def test_a_second_record_takes_the_place_of_the_first(monkeypatch, tmp_path):
    record_run(monkeypatch, x=1)
    card = session.record(y=2)
    assert card.measured == {"y": 2}
    (run,) = kept(tmp_path)["runs"]
    assert run["measured"] == {"y": 2}


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_json_cannot_keep_is_refused_with_its_name(monkeypatch, tmp_path, language):
    for value, name in [(object(), "odd"), ({"a": object()}, "odd.a"), ([object()], "odd"), (b"x", "odd")]:
        with pytest.raises(TypeError, match=rf"{name} .*(object|bytes)"):
            record_run(monkeypatch, language=language, odd=value)
    assert not (tmp_path / "results").exists()


# The card


def test_the_card_of_a_control_shows_every_number_by_its_name():
    session.start("fr", unit="05_demo")
    card = session.record(accuracy=0.5, steps=1200, name="a < b", curve=[1, 2], missing=None)
    assert card.summary == {"accuracy": 0.5, "steps": 1200, "name": "a < b"}
    for text in (repr(card), card._repr_html_()):
        assert "Fiche de résultats" in text
        assert "0,500" in text
        assert "1\u202f200" in text
        assert "05_demo" in text
        assert "graine 0" in text
    assert "a &lt; b" in card._repr_html_()


def test_the_card_of_a_lab_has_the_rows_of_its_unit_in_the_readers_words(monkeypatch):
    from labkit import grokking
    from labkit.grokking import measures

    forms = {"exam": ".1%", "keys": ".0f", "never": ".0f"}
    monkeypatch.setattr(grokking, "UNIT", "05_demo")
    monkeypatch.setattr(measures, "CARD", forms)
    monkeypatch.setattr(
        measures, "summary", lambda measured: {"exam": measured["right"] / 4, "keys": np.array([3, 5]), "never": None}
    )
    words = {f"grokking.card.{name}": {"fr": f"{name}, en français", "en": name} for name in forms}
    monkeypatch.setattr(messages, "TEXTS", messages.TEXTS | words)
    session.start("fr", unit="05_demo")
    card = session.record(right=3)
    expected = {"exam, en français": "75,0\u00a0%", "keys, en français": "3, 5", "never, en français": "–"}
    assert card.rows == expected
    for label, value in expected.items():
        assert label in repr(card)
        assert value in card._repr_html_()


def test_a_run_without_a_unit_or_with_a_wrong_switch_is_not_kept(monkeypatch, tmp_path):
    session.start("en")
    monkeypatch.setenv("LABKIT_RECORD", "1")
    with pytest.raises(ValueError, match="name of the unit"):
        session.record(x=1)
    monkeypatch.setenv("LABKIT_RECORD", "true")
    with pytest.raises(ValueError, match="LABKIT_RECORD must be one of 0, 1; got 'true'"):
        session.record(x=1)
    assert not (tmp_path / "results").exists()


def test_a_console_without_our_signs_is_no_reason_to_stop():
    code = "import labkit as lk; lk.start('fr')"
    run = subprocess.run(
        [sys.executable, "-c", code], env=os.environ | {"PYTHONIOENCODING": "ascii"}, capture_output=True, text=True
    )
    assert run.returncode == 0, run.stderr
    assert "Perroquets" in run.stdout
