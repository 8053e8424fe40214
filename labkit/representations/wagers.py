"""What unit 03 bet on, number by number; see `labkit.wagers`."""

from statistics import median

from labkit import results
from labkit.messages import number
from labkit.wagers import DRAW, Wager


def control(name):
    """A number of the control that trains nothing, the median of its seeds."""
    return lambda values: median(found[name] for found in results.summaries("03_neighbours").values())


def kilometres(value):
    return number(value, 0) + "\u00a0km"


WAGERS = [
    Wager(
        "pairs",
        {"parrot": (1000.0, 4000.0), "map": (0.0, 300.0)},
        "pair_error_km",
        DRAW,
        opponents={"copier": control("copier_km")},
        lower=True,
        scale=(0.0, 3000.0),
        write=kilometres,
    ),
    Wager(
        "reading",
        {"parrot": (-1.0, 0.2), "map": (0.8, 1.0)},
        "map_r2",
        DRAW,
        opponents={"table": control("table_r2")},
        write=number,
    ),
    Wager(
        "push",
        {"parrot": (-0.1, 0.1), "map": (0.5, 1.2)},
        "dose_slope",
        "map",
        opponents={"random": "dose_random_slope"},
        scale=(-0.1, 1.2),
        write=number,
    ),
]
