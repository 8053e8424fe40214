"""labkit: what the labs of *Parrots, Maps and Mirages* share.

    import labkit as lk
    lk.start("fr", unit="01_next_token")

Importing it is instant: a module is loaded when a name of it is first used.
"""

from importlib import import_module

__version__ = "0.1.0"

_HOME = {  # where each short name lives
    "start": "session",
    "current": "session",
    "preset": "session",
    "record": "session",
    "set_language": "messages",
    "Transformer": "transformer",
    "TransformerConfig": "transformer",
    "train": "training",
    "History": "training",
    "Vocabulary": "tokenizer",
    "NGram": "ngram",
    "explore": "widgets",
}
_MODULES = (
    "checks",
    "interventions",
    "maps",
    "messages",
    "metrics",
    "ngram",
    "plots",
    "pretrained",
    "probes",
    "session",
    "tasks",
    "tokenizer",
    "training",
    "transformer",
    "widgets",
)
__all__ = [*_HOME, *_MODULES]


def __getattr__(name):
    if name in _HOME:
        value = getattr(import_module(f"labkit.{_HOME[name]}"), name)
    elif name in _MODULES:
        value = import_module(f"labkit.{name}")
    else:
        raise AttributeError(f"module 'labkit' has no attribute {name!r}")
    globals()[name] = value
    return value


def __dir__():
    return sorted([*globals(), *__all__])
