"""One lab session: language, device, scale and seed, chosen in one place, and the result card that ends a lab.

The environment overrides what `start` would choose: LABKIT_SCALE (smoke, cpu, gpu), LABKIT_SEED (0, 1, 2, ...)
and LABKIT_DEVICE (cpu, cuda, mps). LABKIT_RECORD=1 makes `record` write its numbers to labs/results.
"""

import datetime
import json
import os
import platform
import subprocess
import time
from dataclasses import asdict, dataclass
from html import escape
from pathlib import Path
from types import SimpleNamespace

from labkit import messages
from labkit.messages import number, say

SCALES = ("smoke", "cpu", "gpu")
DEVICES = ("cpu", "cuda", "mps")


@dataclass(frozen=True)
class Session:
    """What `start` chose: everything a result depends on besides the code."""

    language: str  # "fr" or "en"
    unit: str  # name of the lab's file, such as "01_next_token"
    device: str  # "cpu", "cuda" or "mps"
    scale: str  # "smoke" (seconds, for tests), "cpu" (a laptop) or "gpu" (paper scale)
    seed: int


_session: Session | None = None
_started_at = 0.0
_recorded: dict = {}  # what `record` has kept since `start`


def start(language: str, unit: str = "") -> Session:
    """Start a lab: choose language, device, scale and seed, set the figure style, print one line.

    Args:
        language: "fr" or "en"; everything labkit says and draws follows.
        unit: The lab's name, under which `record` files its numbers.

    Raises:
        ValueError: for a language, or an environment variable, with a value that is not allowed.
    """
    global _session, _started_at
    messages.set_language(language)
    device = _device()
    scale = _one_of("LABKIT_SCALE", SCALES, default="gpu" if device == "cuda" else "cpu")
    _session = Session(language, unit, device, scale, _seed())
    _started_at = time.perf_counter()
    _recorded.clear()

    from labkit import plots  # imports matplotlib: not before it is needed

    plots.use_house_style()
    print(say("session.started", device=_device_name(device), scale=scale, seed=_session.seed))
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
    return SimpleNamespace(**{**scales["cpu"], **scales[current().scale]})


class ResultCard:
    """What a lab measured, with the seed, device and seconds it took; shown as a table."""

    def __init__(self, session: Session, seconds: float, values: dict):
        self.session, self.seconds, self.values = session, seconds, values

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
        rows = [f"  {name:<32} {_readable(value)}" for name, value in self.values.items()]
        return "\n".join([say("session.card"), *rows, self._where()])

    def _repr_html_(self) -> str:
        rows = "".join(
            f'<tr><th scope="row" style="text-align:left"><code>{escape(name)}</code></th>'
            f'<td style="text-align:right">{escape(_readable(value))}</td></tr>'
            for name, value in self.values.items()
        )
        return (
            f'<table class="result-card"><caption>{escape(say("session.card"))}</caption>'
            f"<tbody>{rows}</tbody></table><p><small>{escape(self._where())}</small></p>"
        )


def record(**values) -> ResultCard:
    """Keeps what was measured; with LABKIT_RECORD=1 also as a run in labs/results/UNIT.SCALE.json.

    Args:
        values: What was measured, by the name a chapter quotes it under: numbers, text or lists of them.
            Units belong in the name (`bits_per_token`, `train_seconds`). `seconds` is added: since `start`.

    Returns:
        The result card of all that was recorded since `start` (its single values; lists are kept, not shown).

    Raises:
        TypeError: for a value that JSON could not keep.
    """
    session = current()
    seconds = time.perf_counter() - _started_at
    _recorded.update({name: _plain(name, value) for name, value in values.items()})
    if os.environ.get("LABKIT_RECORD") == "1":
        _write(session, seconds, _recorded)
    single = {name: value for name, value in _recorded.items() if not isinstance(value, list)}
    return ResultCard(session, seconds, single | {"seconds": seconds})


def _plain(name, value):
    """`value` as JSON can keep it; tensors and NumPy numbers become Python's."""
    value = value.tolist() if hasattr(value, "tolist") else value
    values = value if isinstance(value, list | tuple) else [value]
    if not all(isinstance(v, int | float | str) for v in values):
        raise TypeError(say("session.not_a_number", name=name, value=type(value).__name__))
    return [_short(v) for v in values] if isinstance(value, list | tuple) else _short(value)


def _short(value):
    """Floats with five significant digits, more than any of our measurements has."""
    return float(f"{value:.5g}") if isinstance(value, float) else value


def _readable(value) -> str:
    if isinstance(value, float):
        return number(value, 3)
    return number(value, 0) if isinstance(value, int) else value


def _write(session: Session, seconds: float, values: dict) -> None:
    """Put this run in the results file, in place of an earlier one of the same language and seed."""
    import torch

    import labkit

    folder = Path(os.environ.get("LABKIT_RESULTS", "labs/results"))
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / f"{session.unit}.{session.scale}.json"
    runs = json.loads(file.read_text("utf-8"))["runs"] if file.exists() else []
    run = {key: value for key, value in asdict(session).items() if key not in ("unit", "scale")}
    run["device"] = _device_name(session.device)
    run |= {"torch": torch.__version__.partition("+")[0], "labkit": labkit.__version__, "commit": _commit()}
    run |= {"date": datetime.date.today().isoformat(), "values": values | {"seconds": round(seconds, 1)}}
    runs = [r for r in runs if (r["language"], r["seed"]) != (session.language, session.seed)] + [run]
    runs.sort(key=lambda r: (r["language"], r["seed"]))
    content = {"unit": session.unit, "scale": session.scale, "runs": runs}
    file.write_text(json.dumps(content, indent=1, ensure_ascii=False) + "\n", "utf-8")


def _commit() -> str:
    answer = subprocess.run(["git", "rev-parse", "--short", "HEAD"], capture_output=True, text=True)
    return answer.stdout.strip() or "none"


def _one_of(name: str, allowed: tuple, *, default: str) -> str:
    value = os.environ.get(name) or default
    if value not in allowed:
        raise ValueError(say("session.bad_value", name=name, allowed=", ".join(allowed), value=value))
    return value


def _seed() -> int:
    value = os.environ.get("LABKIT_SEED") or "0"
    if not value.isdecimal():
        raise ValueError(say("session.bad_seed", name="LABKIT_SEED", value=value))
    return int(value)


def _device() -> str:
    import torch

    found = {"cuda": torch.cuda.is_available(), "mps": torch.backends.mps.is_available(), "cpu": True}
    available = [device for device, there in found.items() if there]
    device = _one_of("LABKIT_DEVICE", DEVICES, default="cuda" if found["cuda"] else "cpu")
    if device not in available:
        allowed = ", ".join(available)
        raise ValueError(say("session.no_cuda", name="LABKIT_DEVICE", value=device, allowed=allowed))
    return device


def _device_name(device: str) -> str:
    """ "cpu (2 cores)" or the name of the GPU."""
    if device == "cuda":
        import torch

        return torch.cuda.get_device_name()
    return f"{device} {platform.machine()}, {os.cpu_count()} cores" if device == "cpu" else device
