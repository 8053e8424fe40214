"""Two hops in SmolLM2-135M: two facts that it knows, asked in one go, and with the first answer written.

    LABKIT_RECORD=1 LABKIT_SEED=0 python labs/controls/06_real.py       (a minute or two on one core)

Nothing is trained; the seed draws the other countries of one control. Where the model is not installed, nothing is
measured and nothing recorded. What it records stands in labs/results/06_real.cpu.json.
"""

import labkit as lk
from labkit.implicit_reasoning import real

session = lk.start("en", unit="06_real")
llm = lk.pretrained.load()
if not llm:
    raise SystemExit(lk.messages.say("implicit_reasoning.not_measured"))
print(lk.record(**real.examined(llm, seed=session.seed)))
