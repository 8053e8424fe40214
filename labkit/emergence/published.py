"""Numbers that others published: facts, reprinted with their source."""

import numpy as np
from jaxtyping import Float

from labkit import arguments
from labkit.arguments import Count
from labkit.messages import say

# GPT-3, by model (Brown et al. 2020, "Language Models are Few-Shot Learners"): training compute from Table D.1; exact
# match in percent from Table H.1, few-shot, 2,000 random problems a task.
GPT3_NAMES = ("Small", "Medium", "Large", "XL", "2.7B", "6.7B", "13B", "175B")
GPT3_FLOPS = np.array([2.25e20, 6.41e20, 1.37e21, 2.38e21, 4.77e21, 1.20e22, 2.31e22, 3.14e23])
_GPT3_PERCENT = {
    "2D+": (2.00, 4.10, 3.50, 4.50, 8.90, 11.9, 55.5, 100.0),
    "2D-": (1.15, 1.45, 2.25, 2.70, 7.35, 13.6, 52.4, 98.9),
    "3D+": (0.15, 0.45, 0.30, 0.55, 0.75, 0.90, 8.40, 80.4),
    "3D-": (0.05, 0.10, 0.15, 0.35, 0.65, 1.05, 9.20, 94.2),
    "4D+": (0.00, 0.05, 0.05, 0.00, 0.15, 0.15, 0.40, 25.5),
    "4D-": (0.00, 0.05, 0.00, 0.00, 0.10, 0.05, 0.40, 26.8),
    "5D+": (0.00, 0.00, 0.00, 0.00, 0.00, 0.00, 0.05, 9.30),
    "5D-": (0.00, 0.00, 0.00, 0.00, 0.00, 0.00, 0.00, 9.90),
    "2Dx": (1.35, 2.90, 2.70, 2.85, 4.25, 6.10, 7.05, 29.2),
    "1DC": (1.70, 2.15, 3.90, 5.75, 6.20, 7.60, 9.95, 21.3),
}
GPT3_TASKS = tuple(_GPT3_PERCENT)


def gpt3(task: str) -> Float[np.ndarray, " model"]:
    """The share of exact answers of the eight GPT-3 models, few-shot: "3D+" is addition of three-digit numbers.

    Raises:
        ValueError: for a task that the table does not have.
    """
    if task not in _GPT3_PERCENT:
        raise ValueError(say("argument.range", name="task", allowed=", ".join(GPT3_TASKS), value=task))
    return np.array(_GPT3_PERCENT[task]) / 100


def mean_sum_length(digits: Count) -> float:
    """Mean number of digits of the sum of two numbers uniform in [0, 10^digits).

    P(sum ≥ 10^k) added up over k: for k < digits it is 1 - (10^k + 1) 10^k / (2 · 10^(2 digits)), for k = digits it is
    (1 - 10^-digits) / 2.
    """
    below = [(10**k + 1) * 10**k / 2 / 10 ** (2 * digits) for k in range(1, digits)]
    return 1 + sum(1 - share for share in below) + (1 - 10**-digits) / 2


arguments.check(__name__)
