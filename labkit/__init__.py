"""labkit: what the labs of *Parrots, Maps and Mirages* share, and one package for each unit.

    import labkit as lk
    lk.start("fr", unit="05_grokking")

    from labkit.grokking import fourier, modular

The modules of this folder are the core, what at least two units use; `labkit/grokking` and its like hold what belongs
to one unit alone. Importing labkit is instant: a module is loaded when a name of it is first used.
"""

from importlib import import_module
from pkgutil import iter_modules

__version__ = "0.1.0"

_HOME = {  # where each short name lives; any other name is that of a module
    "start": "session",
    "current": "session",
    "preset": "session",
    "record": "session",
    "say": "messages",
    "number": "messages",
    "percent": "messages",
    "Transformer": "transformer",
    "TransformerConfig": "transformer",
    "train": "training",
    "History": "training",
    "Vocabulary": "tokenizer",
    "explore": "widgets",
}


def __getattr__(name):
    if name in _HOME:
        value = getattr(import_module(f"labkit.{_HOME[name]}"), name)
    elif name in _modules():
        value = import_module(f"labkit.{name}")
    else:
        raise AttributeError(f"module 'labkit' has no attribute {name!r}")
    globals()[name] = value
    return value


def _modules():
    return {module.name for module in iter_modules(__path__)}


def __dir__():
    return sorted({*globals(), *_HOME, *_modules()})
