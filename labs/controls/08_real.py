"""What does SmolLM2 follow, and whom does it believe? One rule at several distances, and a demonstration that lies.

    LABKIT_RECORD=1 LABKIT_SEED=0 python labs/controls/08_real.py       (a minute and a half a seed on one core)

The rule moves a letter on: by one place, as every alphabet does, by two or more, back by one. A prompt shows five right
pairs; all 26 letters are asked for. The trap is that of lab 08, with all sixteen items of each task: eight
demonstrations, one of which lies and is asked about. Beside it, the same with the truth in place of the lie ("told"),
and seven demonstrations, none of which is asked about ("unshown"). A seed draws the demonstrations and the lies.
The trap tells which mechanism wins, not what the model knows. Chapter 08 quotes labs/results/08_real.cpu.json.
"""

import labkit as lk
from labkit.programs import real

session = lk.start("en", unit="08_real")
P = lk.preset(
    smoke=dict(places=(1, 3), tasks=("capital",), letters=3, items=2),
    cpu=dict(places=(1, 2, 3, 5, 7, 13, -1), tasks=tuple(real.TASKS), letters=26, items=16),
    gpu={},
)
llm = lk.pretrained.load()
options = dict(demonstrations=5, seed=session.seed)
shifts = {n: real.share(llm, real.questions(real.shifted(n), P.letters, **options)) for n in P.places}
traps, told, unshown = {}, {}, {}
for task in P.tasks:
    options = dict(count=P.items, demonstrations=8, seed=session.seed)
    traps[task] = real.contradicted(llm, task, **options)
    told[task] = real.contradicted(llm, task, lie=False, **options)["program"]
    unshown[task] = real.share(llm, real.questions(task, **options | dict(demonstrations=7)))
print(lk.record(shifts=shifts, traps=traps, told=told, unshown=unshown))
