"""How many symbols a second unit 02's coder writes and reads, the model not counted: part of `make bench`.

The symbols are those of a story's vocabulary; rounding probabilities to whole frequencies is counted.
"""

import time

import numpy as np

from labkit.compression import coding

SYMBOLS, VOCABULARY = 50_000, 86


def main() -> None:
    draw = np.random.default_rng(0)
    p = draw.dirichlet(np.full(VOCABULARY, 0.1), size=SYMBOLS)
    message = (p.cumsum(1) > draw.random((SYMBOLS, 1))).argmax(1)
    started = time.perf_counter()
    code = coding.encode(message, coding.quantised(p))
    written = time.perf_counter()
    assert coding.decode(code, coding.quantised(p)) == message.tolist()
    read = time.perf_counter()
    print(f"written: {SYMBOLS / (written - started):,.0f} symbols/s; read: {SYMBOLS / (read - written):,.0f}")


if __name__ == "__main__":
    main()
