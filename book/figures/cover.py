"""The drawing of the course: a parrot on an unfolded map, looking at a mirage.

Flat shapes in a box of 1200 × 400, y downwards. Their colours are in `site.css`, once for a light page and
once for a dark one: day becomes night.
"""

from html import escape
from itertools import pairwise

import numpy as np
from IPython.display import HTML

ALT = {
    "fr": "Dans un désert, un perroquet perché sur une carte dépliée regarde un mirage : "
    "une oasis et son reflet à l’horizon.",
    "en": "In a desert, a parrot perched on an unfolded map looks at a mirage: "
    "an oasis and its reflection on the horizon.",
}
HORIZON = 238
LEFT, TOP, HEIGHT = 262, 236, 112  # the map
PANEL, PANELS, LEAN = 76, 6, 22  # width and number of its panels, and how far each leans
STARS = [
    (70, 60),
    (160, 130),
    (250, 42),
    (520, 56),
    (610, 120),
    (690, 40),
    (770, 96),
    (1010, 120),
    (1060, 60),
]
PARROT = """<g transform="translate(416 221) scale(1.02)">
<path class="blue" d="M-34,-14L-12,6C-26,52-44,92-64,122C-66,84-56,30-34,-14Z"/>
<path class="red" d="M-40,-22L-18,4C-36,48-58,92-84,128C-82,84-66,24-40,-22Z"/>
<path class="red" d="M46,-136C36,-164 2,-168-14,-146C-36,-118-54,-66-42,-18C-36,4-20,12-4,8
C26,0 46,-26 49,-66C50,-86 46,-102 49,-116Z"/>
<clipPath id="cover-wing"><path d="M-24,-108C6,-110 26,-84 22,-52C16,-14-22,20-66,66
C-64,10-62,-66-24,-108Z"/></clipPath>
<g clip-path="url(#cover-wing)">
<path class="blue" d="M-80,-120h120v200h-120Z"/>
<path class="teal" d="M-90,-130H40V-52C6,-52-24,-30-40,14L-90,14Z"/>
<path class="gold" d="M-90,-130H40V-74C6,-74-28,-56-46,-22L-90,-22Z"/>
<path class="wine" d="M-90,-130H40V-92C8,-94-28,-82-50,-50L-90,-50Z"/>
</g>
<ellipse class="face" cx="33" cy="-129" rx="15" ry="16"/>
<circle class="ink" cx="30" cy="-133" r="4.6"/><circle class="face" cx="31.5" cy="-134.6" r="1.5"/>
<path class="ink" d="M47,-117C56,-116 62,-110 62,-103C54,-100 47,-105 45,-112Z"/>
<path class="beak" d="M41,-144C68,-150 84,-128 73,-99C69,-110 60,-117 46,-117C49,-126 48,-136 41,-144Z"/>
<path class="ink" d="M-8,2h7v11q-3.5,5-7,0Zm10,-1h7v11q-3.5,5-7,0Z"/>
</g>"""


def path(points, css, *, closed=True):
    """A line or a shape through points of shape (n, 2)."""
    line = "L".join(f"{x:.1f},{y:.1f}" for x, y in points)
    return f'<path class="{css}" d="M{line}{"Z" if closed else ""}"/>'


def folded(points):
    """Points on the map (across, down), shape (n, 2), as points of the drawing, where the panels lean."""
    across, down = np.asarray(points, dtype=float).T
    lean = LEAN * (1 - np.abs(across / PANEL % 2 - 1))  # 0 at even folds, LEAN at odd ones
    return np.column_stack([LEFT + across, TOP + down - lean])


def coast(centre, radii, waves):
    """Points, shape (240, 2), of an ellipse whose radius has waves (frequency, amplitude, phase)."""
    angle = np.linspace(0, 2 * np.pi, 240, endpoint=False)
    radius = 1 + sum(size * np.sin(k * angle + phase) for k, size, phase in waves)
    return np.column_stack(
        [centre[0] + radii[0] * radius * np.cos(angle), centre[1] + radii[1] * radius * np.sin(angle)]
    )


def folded_map():
    edges = [PANEL * i for i in range(PANELS + 1)]
    width = edges[-1]
    shapes = [path(folded([(x, 0) for x in edges] + [(x, HEIGHT) for x in reversed(edges)]), "paper")]
    waves = [(2, 0.12, 0.4), (3, 0.10, 2.0), (5, 0.07, 1.0), (9, 0.03, 0.0)]
    for i, size in enumerate((1, 0.66, 0.32)):  # the island, higher and higher
        island = coast((0.62 * width, 0.5 * HEIGHT), (0.3 * width * size, 0.36 * HEIGHT * size), waves)
        shapes.append(path(folded(island), f"land{i}"))
    islet = coast((0.17 * width, 0.62 * HEIGHT), (46, 25), [(2, 0.2, 1.0), (5, 0.1, 0.0)])
    shapes.append(path(folded(islet), "land0"))
    across = np.linspace(0.17, 0.7, 80)
    down = 0.6 - 0.1 * np.sin(9 * across) - 0.16 * across
    route = np.column_stack([across * width, down * HEIGHT])
    shapes.append(path(folded(route), "route", closed=False))
    for dy in (-6, 6):
        shapes.append(path(folded(route[-1] + np.array([[-6, dy], [6, -dy]])), "cross", closed=False))
    for left, right in list(pairwise(edges))[1::2]:
        panel = [(left, 0), (right, 0), (right, HEIGHT), (left, HEIGHT)]
        shapes.append(path(folded(panel), "shade"))
    return "".join(shapes)


def palm(x, height):
    """A palm on the horizon, its trunk leaning a little."""
    y = HORIZON - height
    shapes = [f'<path class="trunk" d="M{x},{HORIZON}q-2,{-height / 2} 4,{-height}"/>']
    for dx, dy in ((-30, 12), (-24, -4), (-14, 22), (30, 12), (24, -4), (16, 21)):
        upper = f"q{dx / 2},{-abs(dx) / 2.2:.1f} {dx},{dy}"
        lower = f"q{-dx / 2.4:.1f},{-dy / 1.3 - 5:.1f} {-dx},{-dy}"
        shapes.append(f'<path class="far" d="M{x + 4},{y}{upper}{lower}Z"/>')
    return "".join(shapes)


def mirage():
    """An oasis on the horizon and, under it, its reflection cut into strips."""
    walls = (
        f"M804,{HORIZON}v-16h112v16Z",
        f"M812,{HORIZON}v-36q15,-20 30,0v36Z",
        f"M850,{HORIZON}v-70l6,-16 6,16v70Z",
        f"M870,{HORIZON}v-44q18,-24 36,0v44Z",
    )
    oasis = "".join(f'<path class="far" d="{wall}"/>' for wall in walls)
    oasis += palm(764, 40) + palm(784, 66) + palm(946, 82) + palm(972, 54)
    strips = [(700 + 6 * i, HORIZON + 9 * i + 2, 440 - 12 * i, 6.6 - 0.7 * i) for i in range(8)]
    rows = "".join(f'<rect x="{x}" y="{y}" width="{w}" height="{h:.1f}"/>' for x, y, w, h in strips)
    return f"""<path class="water" d="M0,{HORIZON}h1200v100H0Z"/>{oasis}
<clipPath id="cover-strips">{rows}</clipPath>
<g clip-path="url(#cover-strips)"><path class="glint" d="M690,{HORIZON}h460v80h-460Z"/>
<g class="reflection" transform="matrix(1 0 0 -0.9 0 {1.9 * HORIZON:.1f})">{oasis}</g></g>"""


def cover(language):
    """The drawing, with a text alternative."""
    stars = "".join(f'<circle class="star" cx="{x}" cy="{y}" r="{1.6 + x % 3 * 0.5}"/>' for x, y in STARS)
    sun = [("halo", 128), ("halo", 94), ("sun", 62)]
    sun = "".join(f'<circle class="{css}" cx="900" cy="168" r="{r}"/>' for css, r in sun)
    width = PANEL * PANELS
    return HTML(f"""<svg class="cover" viewBox="0 0 1200 400" preserveAspectRatio="xMidYMid slice" role="img"
 aria-label="{escape(ALT[language])}">
<path class="sky" d="M0,0h1200v400H0Z"/>{stars}{sun}
{mirage()}
<path class="sand0" d="M0,252C170,226 300,250 470,268C680,290 760,300 960,296
C1070,294 1150,280 1200,272V400H0Z"/>
<path class="sand1" d="M0,318C150,292 330,300 520,322C760,350 960,344 1200,310V400H0Z"/>
<path class="shadow" d="M{LEFT - 14},{TOP + HEIGHT - 4}h{width + 40}l70,22h-{width + 50}Z"/>
{folded_map()}
<path class="sand2" d="M0,372C240,340 420,344 640,362C860,380 1040,376 1200,352V400H0Z"/>
{PARROT}
</svg>""")
