"""What unit 03 bet on, number by number; see `labkit.wagers`.

Matrix completion is no opponent here: it gives each place a short code, and its codes hold a globe (`code_r2`).
"""

from labkit.messages import number
from labkit.wagers import DRAW, Wager

FAR_OUT = (1000.0, 4000.0)  # km: always the same distance is 3,700 km off
COPIERS = ("copier", "neighbour", "combiner")  # of several rows, of one, and of rows by fitted weights


def kilometres(value):
    return number(value, 0) + "\u00a0km"


def error(world, right, won):
    """The error on pairs never read; the map foretells at most `right` km, when the middle of a class is 100 km off."""
    return Wager(
        world,
        {"parrot": FAR_OUT, "map": (0.0, right)},
        f"{world}_network_km",
        won,
        opponents={name: f"{world}_{name}_km" for name in COPIERS},
        lower=True,
        scale=(0.0, 4000.0),
        write=kilometres,
    )


WAGERS = [
    error("cities", 300.0, DRAW),
    error("islands", 150.0, DRAW),
    Wager(
        "near",
        {"parrot": (700.0, 2000.0), "map": (0.0, 600.0)},
        "near_network_km",
        "map",
        opponents={name: f"near_{name}_km" for name in COPIERS},
        lower=True,
        scale=(0.0, 2000.0),
        write=kilometres,
    ),
    Wager(
        "push",
        {"parrot": (-0.1, 0.1), "map": (0.8, 1.2)},
        "dose_slope",
        "map",
        opponents={"borrowed": "dose_borrowed_slope"},
        scale=(-0.1, 1.2),
        write=number,
    ),
]
