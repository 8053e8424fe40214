"""One lab session: language, device, scale and seed, chosen in one place, and the result card that ends a lab.

The environment overrides what `start` would choose: LABKIT_SCALE (smoke, cpu, gpu), LABKIT_SEED (0, 1, 2, ...)
and LABKIT_DEVICE (cpu, cuda). LABKIT_RECORD=1 makes `record` write its numbers to labs/results.
"""

import datetime
import math
import os
import platform
import subprocess
import symtable
import sys
import time
from dataclasses import dataclass
from html import escape
from pathlib import Path
from types import SimpleNamespace

from labkit import messages, results
from labkit.messages import number, say, written

SCALES = ("smoke", "cpu", "gpu")
DEVICES = ("cpu", "cuda")  # not "mps": it has no float64, and gives other numbers at each run


@dataclass(frozen=True)
class Session:
    """What `start` chose: everything a result depends on besides the code."""

    language: str  # "fr" or "en"
    unit: str  # name of the lab's file, such as "01_next_token"
    device: str  # "cpu" or "cuda"
    scale: str  # "smoke" (seconds, for tests), "cpu" (a laptop) or "gpu" (paper scale)
    seed: int


_session: Session | None = None
_started_at = 0.0


def start(language: str, unit: str = "") -> Session:
    """Start a lab: choose language, threads, device, scale and seed, set the figure style, print one line.

    Args:
        language: "fr" or "en"; everything labkit says and draws follows.
        unit: The lab's name, under which `record` files its numbers.

    Raises:
        ValueError: for a language, or an environment variable, with a value that is not allowed.
    """
    global _session, _started_at
    messages.set_language(language)
    if hasattr(sys.stdout, "reconfigure"):  # a script whose console knows no "·" is no reason to stop
        sys.stdout.reconfigure(errors="replace")
    _choose_threads()
    device = _device()
    scale = _one_of("LABKIT_SCALE", SCALES, default="gpu" if device == "cuda" else "cpu")
    _session = Session(language, unit, device, scale, _seed())
    _started_at = time.perf_counter()

    import torch  # slow, like matplotlib: not before it is needed, and after the choice of threads

    from labkit import plots

    plots.use_house_style()
    _explain_missing_names()
    where = {"device": _device_name(device), "threads": torch.get_num_threads()}
    print(say("session.started", **where, scale=scale, seed=_session.seed))
    return _session


def current() -> Session:
    """The session that `start` opened.

    Raises:
        RuntimeError: where the start cell has not been run.
    """
    if _session is None:
        raise RuntimeError(say("session.not_started"))
    return _session


def preset(**scales: dict) -> SimpleNamespace:
    """The settings of the session's scale, out of those given for each: preset(smoke={...}, cpu={...}, gpu={...}).

    Every setting of `cpu` stands in the others too unless they change it.
    """
    missing = [scale for scale in SCALES if scale not in scales]
    if missing:
        raise ValueError(say("session.missing_preset", allowed=", ".join(SCALES), value=", ".join(missing)))
    unknown = [scale for scale in scales if scale not in SCALES]
    if unknown:
        raise ValueError(say("session.bad_value", name="preset", allowed=", ".join(SCALES), value=unknown[0]))
    return SimpleNamespace(**{**scales["cpu"], **scales[current().scale]})


class ResultCard:
    """What a lab measured, in about a dozen rows of the reader's words; shown as a table.

    measured: what was kept, as a results file holds it: dicts and lists of numbers.
    summary: the numbers that texts quote, derived from it.
    """

    def __init__(self, session: Session, seconds: float, measured: dict):
        self.session, self.seconds, self.measured = session, seconds, measured
        self.summary = results.summary(session.unit, measured)

    @property
    def rows(self) -> dict[str, str]:
        """What is shown, label by label: the rows that `CARD` in the unit's measures names, with their formats.

        A control, which no student runs, shows every number under its own name.
        """
        measures = results.module_of(self.session.unit, "measures") if results.is_lab(self.session.unit) else None
        if not hasattr(measures, "CARD"):
            return {name: _readable(value) for name, value in self.summary.items()}
        package = results.package_of(self.session.unit)
        return {
            say(f"{package}.card.{name}"): _readable(self.summary[name], form) for name, form in measures.CARD.items()
        }

    def _where(self) -> str:
        s = self.session
        return say(
            "session.card_where",
            unit=s.unit,
            device=_device_name(s.device),
            scale=s.scale,
            seed=s.seed,
            seconds=number(self.seconds, 0),
        )

    def __repr__(self) -> str:
        width = max(map(len, self.rows), default=0)
        rows = [f"  {name:<{width}}  {value}" for name, value in self.rows.items()]
        return "\n".join([say("session.card"), *rows, self._where()])

    def _repr_html_(self) -> str:
        rows = "".join(
            f'<tr><th scope="row" style="text-align:left;font-weight:normal">{escape(name)}</th>'
            f'<td style="text-align:right">{escape(value)}</td></tr>'
            for name, value in self.rows.items()
        )
        return (
            f'<table class="result-card"><caption>{escape(say("session.card"))}</caption>'
            f"<tbody>{rows}</tbody></table><p><small>{escape(self._where())}</small></p>"
        )


def record(**measured) -> ResultCard:
    """Keeps what a lab measured, in its last cell; with LABKIT_RECORD=1 also as a run in labs/results.

    Args:
        measured: By name: numbers, words, arrays, tensors, a History, dicts and lists of them. What a chapter quotes
            is derived from them by `measures.summary` of the unit: see `labkit.results`.

    Returns:
        The result card.

    Raises:
        TypeError: for a value that JSON could not keep.
        ValueError: with LABKIT_RECORD=1, where `lk.start` was not told the unit.
    """
    session = current()
    seconds = time.perf_counter() - _started_at
    kept = results.plain(measured)
    if _one_of("LABKIT_RECORD", ("0", "1"), default="0") == "1":
        if not session.unit:
            raise ValueError(say("session.no_unit"))
        results.keep(
            session.unit, session.scale, _provenance(session) | {"seconds": round(seconds, 1), "measured": kept}
        )
    return ResultCard(session, seconds, kept)


def _readable(value, form: str = "") -> str:
    """A value of the card; a dash for what was not measured or did not happen."""
    value = value.tolist() if hasattr(value, "tolist") else value
    if value is None:
        return "–"
    if isinstance(value, str):
        return value
    if isinstance(value, list | tuple):
        return ", ".join(_readable(item, form) for item in value) or "–"
    return written(value, form or (",.3f" if isinstance(value, float) else ",.0f"))


def _provenance(session: Session) -> dict:
    """Where a run comes from: machine, threads, versions, commit, day."""
    import torch

    import labkit

    return {
        "language": session.language,
        "seed": session.seed,
        "device": _device_name(session.device),
        "instructions": torch.backends.cpu.get_cpu_capability(),
        "threads": torch.get_num_threads(),
        "torch": torch.__version__.partition("+")[0],
        "labkit": labkit.__version__,
        "commit": _commit(),
        "date": datetime.date.today().isoformat(),
    }


def _commit() -> str:
    """The commit that the code comes from, "-dirty" where it has been changed since; "none" outside git.

    What other runs have left in labs/results is no change of the code.
    """

    def git(*words):
        try:
            answer = subprocess.run(["git", "-C", str(results.ROOT), *words], capture_output=True, text=True)
        except FileNotFoundError:  # no git at all
            return ""
        return answer.stdout.strip()

    changed = git("status", "--porcelain", "--untracked-files=no", "--", ".", ":!labs/results")
    return (git("rev-parse", "--short", "HEAD") or "none") + "-dirty" * bool(changed)


def _one_of(name: str, allowed: tuple, *, default: str) -> str:
    value = os.environ.get(name) or default
    if value not in allowed:
        raise ValueError(say("session.bad_value", name=name, allowed=", ".join(allowed), value=value))
    return value


def _seed() -> int:
    value = os.environ.get("LABKIT_SEED") or "0"
    if not value.isdecimal() or int(value) >= 2**63:
        raise ValueError(say("session.bad_seed", name="LABKIT_SEED", value=value))
    return int(value)


def _choose_threads() -> None:
    """As many threads as this process may use, and threads that wait briefly for one another.

    A thread that spins while it waits takes the core that another needs: beside a video call that makes small models
    five to eight times slower. Both settings count only if torch has not been loaded; the environment overrides them.
    """
    cores = usable_cores()
    if cores < (os.cpu_count() or 1):
        os.environ.setdefault("OMP_NUM_THREADS", str(cores))
    os.environ.setdefault("GOMP_SPINCOUNT", "1000")
    if "torch" in sys.modules and "OMP_NUM_THREADS" in os.environ:
        import torch

        torch.set_num_threads(int(os.environ["OMP_NUM_THREADS"]))


def _explain_missing_names() -> None:
    """In a notebook: below the error of a name that is not there, a sentence says which cell to run again."""
    ipython = sys.modules.get("IPython")
    shell = ipython and ipython.get_ipython()
    if shell is not None:
        shell.set_custom_exc((NameError,), _missing_name)


def _missing_name(shell, kind, error, trace, tb_offset=None) -> None:
    shell.showtraceback((kind, error, trace), tb_offset=tb_offset)
    if isinstance(error, UnboundLocalError) or not error.name:
        return
    *before, _ = shell.user_ns.get("In", [""])
    cell = next((code for code in reversed(before) if error.name in _made_by(code)), None)
    key = "session.missing_name" if cell is None else "session.cell_stopped"
    print(say(key, name=error.name, line=cell and cell.strip().partition("\n")[0]))


def _made_by(code: str) -> set[str]:
    """The names that a cell gives to something."""
    try:
        symbols = symtable.symtable(code, "cell", "exec").get_symbols()
    except SyntaxError:
        return set()
    return {symbol.get_name() for symbol in symbols if symbol.is_assigned() or symbol.is_imported()}


def usable_cores() -> int:
    """The cores that this process may use: those it is bound to, and no more than the quota of its container."""
    bound = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    try:
        quota, period = Path("/sys/fs/cgroup/cpu.max").read_text("utf-8").split()
        return max(1, min(bound, math.ceil(int(quota) / int(period))))
    except (OSError, ValueError):  # no container, or "max": no quota
        return bound


def _device() -> str:
    """The GPU if there is one that works, else the processor; a GPU that does not is said to the reader."""
    chosen = os.environ.get("LABKIT_DEVICE")
    if chosen:
        return require_device("LABKIT_DEVICE", chosen)
    problem = _problem_of_cuda()
    if problem:
        print(say("session.gpu_unusable", error=problem))
    return "cuda" if problem is None else "cpu"


def require_device(name: str, device: str) -> str:
    """The device, if it is one of ours and works here.

    Raises:
        ValueError: names the argument or variable, what is allowed here, and what came.
    """
    if device not in DEVICES:
        raise ValueError(say("session.bad_value", name=name, allowed=", ".join(DEVICES), value=device))
    problem = _problem_of_cuda() if device == "cuda" else None
    if problem is not None:
        raise ValueError(say("session.no_cuda", name=name, value=device, allowed="cpu") + f" {problem}".rstrip())
    return device


def _problem_of_cuda() -> str | None:
    """None where CUDA works; "" where there is none; else what went wrong with one small product.

    A card that is older than this PyTorch is "available", and fails at the first operation.
    """
    import torch

    if not torch.cuda.is_available():
        return ""
    try:
        (torch.ones(2, 2, device="cuda") @ torch.ones(2, 2, device="cuda")).sum().item()
    except Exception as error:  # whatever a driver makes of it
        return f"({str(error).strip().partition(chr(10))[0]})"
    return None


def _device_name(device: str) -> str:
    """The name of the GPU, or "cpu x86_64, 2 cores"."""
    if device == "cuda":
        import torch

        return torch.cuda.get_device_name()
    return f"cpu {platform.machine()}, {os.cpu_count()} cores"
