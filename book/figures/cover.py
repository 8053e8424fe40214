"""The drawing of the course: a parrot on a folded map, looking at a mirage.

Flat shapes in a box of 1200 × 400, y downwards. The colours are style properties that `site.css` sets for a light and a dark page:
day becomes night.
"""

from html import escape
from itertools import pairwise

import numpy as np
from IPython.display import HTML

ALT = {
    "fr": "Dans un désert, un perroquet perché sur une carte dépliée regarde un mirage : "
    "une oasis et son reflet à l’horizon.",
    "en": "In a desert, a parrot perched on an unfolded map looks at a mirage: an oasis and its reflection on the horizon.",
}
HORIZON = 238
LEFT, TOP, PANEL, PANELS, HEIGHT, FOLD = 262, 236, 76, 6, 112, 22  # the map


def path(points, css, *, closed=True):
    """A shape through points of shape (n, 2)."""
    line = "L".join(f"{x:.1f},{y:.1f}" for x, y in points)
    return f'<path class="{css}" d="M{line}{"Z" if closed else ""}"/>'


def folded(points):
    """Map coordinates (across, down), shape (n, 2), to the drawing: each panel of the map leans the other way."""
    across, down = np.asarray(points, dtype=float).T
    lean = FOLD * (1 - np.abs(across / PANEL % 2 - 1))  # a zigzag: 0 at even folds, FOLD at odd ones
    return np.column_stack([LEFT + across, TOP + down - lean])


def blob(centre, radii, waves, *, points=240):
    """A coastline: an ellipse whose radius varies by waves, given as (frequency, amplitude, phase)."""
    angle = np.linspace(0, 2 * np.pi, points, endpoint=False)
    radius = 1 + sum(size * np.sin(k * angle + phase) for k, size, phase in waves)
    return np.column_stack([centre[0] + radii[0] * radius * np.cos(angle), centre[1] + radii[1] * radius * np.sin(angle)])


def folded_map():
    width = PANEL * PANELS
    edges = np.arange(PANELS + 1) * PANEL
    sheet = [(x, 0) for x in edges] + [(x, HEIGHT) for x in edges[::-1]]
    waves = [(2, 0.12, 0.4), (3, 0.10, 2.0), (5, 0.07, 1.0), (9, 0.03, 0.0)]
    land = [(0.62 * width, 0.50 * HEIGHT), (0.30 * width, 0.36 * HEIGHT)]
    shapes = [path(folded(sheet), "paper")]
    shapes += [path(folded(blob(land[0], np.array(land[1]) * size, waves)), f"land{i}") for i, size in enumerate((1, 0.66, 0.32))]
    shapes.append(path(folded(blob((0.17 * width, 0.62 * HEIGHT), (46, 25), [(2, 0.2, 1.0), (5, 0.1, 0.0)])), "land0"))
    across = np.linspace(0.17, 0.70, 80)
    route = np.column_stack([across * width, (0.60 - 0.10 * np.sin(9 * across) - 0.16 * across) * HEIGHT])
    shapes.append(path(folded(route), "route", closed=False))
    for x, y in ((-6, -6), (-6, 6)):
        shapes.append(path(folded(route[-1] + np.array([[x, y], [-x, -y]])), "cross", closed=False))
    for left, right in list(pairwise(edges))[1::2]:
        shapes.append(path(folded([(left, 0), (right, 0), (right, HEIGHT), (left, HEIGHT)]), "shade"))
    return "".join(shapes)


def palm(x, height):
    """A palm on the horizon, its trunk leaning a little."""
    y = HORIZON - height
    leaves = "".join(
        f'<path class="far" d="M{x + 4},{y} q{dx / 2},{-abs(dx) / 2.2:.1f} {dx},{dy} q{-dx / 2.4:.1f},{-dy / 1.3 - 5:.1f} {-dx},{-dy}Z"/>'
        for dx, dy in ((-30, 12), (-24, -4), (-14, 22), (30, 12), (24, -4), (16, 21))
    )
    return f'<path class="trunk" d="M{x},{HORIZON} q-2,{-height / 2} 4,{-height}"/>{leaves}'


def mirage():
    """An oasis above the horizon and, under it, its reflection cut into strips."""
    walls = ["M804,{y}v-16h112v16Z", "M812,{y}v-36q15,-20 30,0v36Z", "M870,{y}v-44q18,-24 36,0v44Z", "M850,{y}v-70l6,-16 6,16v70Z"]
    towers = "".join(f'<path class="far" d="{wall.format(y=HORIZON)}"/>' for wall in walls)
    oasis = f'{palm(784, 66)}{palm(946, 82)}{palm(972, 54)}{palm(764, 40)}{towers}'
    strips = "".join(
        f'<rect x="{700 + 6 * i}" y="{HORIZON + 9 * i + 2}" width="{440 - 12 * i}" height="{6.6 - 0.7 * i:.1f}"/>' for i in range(8)
    )
    return f"""<clipPath id="cover-strips">{strips}</clipPath>
<rect class="water" x="0" y="{HORIZON}" width="1200" height="100"/>
<g id="cover-oasis">{oasis}</g>
<g clip-path="url(#cover-strips)"><rect class="glint" x="690" y="{HORIZON}" width="460" height="80"/>
<g class="reflection" transform="matrix(1 0 0 -0.9 0 {1.9 * HORIZON})">{oasis}</g></g>"""


PARROT = """<g transform="translate(416 221) scale(1.02)">
<path class="blue" d="M-34,-14 L-12,6 C-26,52 -44,92 -64,122 C-66,84 -56,30 -34,-14Z"/>
<path class="red" d="M-40,-22 L-18,4 C-36,48 -58,92 -84,128 C-82,84 -66,24 -40,-22Z"/>
<path class="red" d="M46,-136 C36,-164 2,-168 -14,-146 C-36,-118 -54,-66 -42,-18 C-36,4 -20,12 -4,8 C26,0 46,-26 49,-66 C50,-86 46,-102 49,-116Z"/>
<clipPath id="cover-wing"><path d="M-24,-108 C6,-110 26,-84 22,-52 C16,-14 -22,20 -66,66 C-64,10 -62,-66 -24,-108Z"/></clipPath>
<g clip-path="url(#cover-wing)">
<rect class="blue" x="-80" y="-120" width="120" height="200"/>
<path class="teal" d="M-90,-130 H40 V-52 C6,-52 -24,-30 -40,14 L-90,14Z"/>
<path class="gold" d="M-90,-130 H40 V-74 C6,-74 -28,-56 -46,-22 L-90,-22Z"/>
<path class="wine" d="M-90,-130 H40 V-92 C8,-94 -28,-82 -50,-50 L-90,-50Z"/>
</g>
<ellipse class="face" cx="33" cy="-129" rx="15" ry="16"/>
<circle class="ink" cx="30" cy="-133" r="4.6"/><circle class="face" cx="31.5" cy="-134.6" r="1.5"/>
<path class="ink" d="M47,-117 C56,-116 62,-110 62,-103 C54,-100 47,-105 45,-112Z"/>
<path class="beak" d="M41,-144 C68,-150 84,-128 73,-99 C69,-110 60,-117 46,-117 C49,-126 48,-136 41,-144Z"/>
<path class="ink" d="M-8,2h7v11q-3.5,5 -7,0Zm10,-1h7v11q-3.5,5 -7,0Z"/>
</g>"""
STARS = [(70, 60), (160, 130), (250, 42), (520, 56), (610, 120), (690, 40), (770, 96), (1060, 60), (1130, 140), (1010, 120)]


def cover(language):
    """The drawing as HTML, with a text alternative."""
    stars = "".join(f'<circle class="star" cx="{x}" cy="{y}" r="{1.6 + i % 3 * 0.5:.1f}"/>' for i, (x, y) in enumerate(STARS))
    return HTML(f"""<svg class="cover" viewBox="0 0 1200 400" preserveAspectRatio="xMidYMid slice" role="img" aria-label="{escape(ALT[language])}">
<rect class="sky" width="1200" height="400"/>{stars}
<circle class="halo" cx="900" cy="168" r="128"/><circle class="halo" cx="900" cy="168" r="94"/><circle class="sun" cx="900" cy="168" r="62"/>
{mirage()}
<path class="sand0" d="M0,252 C170,226 300,250 470,268 C680,290 760,300 960,296 C1070,294 1150,280 1200,272 V400 H0Z"/>
<path class="sand1" d="M0,318 C150,292 330,300 520,322 C760,350 960,344 1200,310 V400 H0Z"/>
<path class="shadow" d="M{LEFT - 14},{TOP + HEIGHT - 4} h{PANEL * PANELS + 40} l70,22 h-{PANEL * PANELS + 50}Z"/>
{folded_map()}
<path class="sand2" d="M0,372 C240,340 420,344 640,362 C860,380 1040,376 1200,352 V400 H0Z"/>
{PARROT}
</svg>""")
