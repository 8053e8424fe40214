"""What is heard of figures: the text alternatives in their HTML."""

import re
from html import unescape


def spoken(shown):
    """The text alternatives of the drawings in an HTML text, or in what shows itself as one, in order."""
    html = shown if isinstance(shown, str) else shown._repr_html_()
    return [unescape(label) for label in re.findall(r'role="img"[^>]* aria-label="([^"]*)"', html)]
