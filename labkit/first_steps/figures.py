"""The figure of lab 00."""

from labkit import arguments, plots
from labkit.messages import say
from labkit.training import History


def learning(curves: History, counted_bits: float) -> plots.Drawing:
    """The loss over training, in bits per word, above the loss of a table of counts.

    Args:
        curves: Its curves share their steps; `loss` is one.
        counted_bits: Where the dashed line is.
    """
    steps, _ = curves["loss"]
    return plots.lines(
        steps,
        {say(f"first_steps.{name}"): curves[name][1] for name in curves.names},
        xlabel=say("first_steps.step"),
        ylabel=say("first_steps.bits"),
        reference=(say("first_steps.counting"), counted_bits),
    )


arguments.check(__name__)
