"""Every number that chapter 9 quotes: counts over the bets of all units, judged anew from their recorded runs."""

from labkit import wagers
from labkit.wagers import DRAW, DRAWN, NOBODY, SOMETIMES, SPLIT, WON, WRONG

FATES = (WON, DRAWN, SOMETIMES, WRONG)


def counted() -> dict[str, int]:
    """Counts by name: `bets`, `units`, how bets ended, and for each picture its bets and how they ended for it."""
    bets = wagers.all_bets()
    ends = [outcome.won for _, _, outcome in bets]
    beside = {DRAW: "draws", NOBODY: "nobody", SPLIT: "splits"}
    found = {name: ends.count(end) for end, name in beside.items()}
    found |= {
        "units": len({unit for unit, _, _ in bets}),
        "bets": len(bets),
        "won": sum(end not in beside for end in ends),
        "seeds_least": min(len(outcome.values) for _, _, outcome in bets),
        "opposed": sum(outcome.opponent is not None for _, _, outcome in bets),
    }
    for picture in wagers.pictures(bets):
        fates = [wagers.fate(picture, outcome) for _, wager, outcome in bets if picture in wager.foretold]
        found[f"{picture}_bets"] = len(fates)
        found |= {f"{picture}_{fate}": fates.count(fate) for fate in FATES}
        found[f"{picture}_right"] = fates.count(WON) + fates.count(DRAWN)  # on every seed
    return found
