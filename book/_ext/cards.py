"""The picture that goes with a shared link: the drawing of the cover, the title of the page, the course.

A PNG of 1200 × 630, since networks show no SVG. Nothing here needs a browser: a few lines draw the cover's flat shapes
with matplotlib.
"""

import io
import re
import textwrap
from functools import cache
from pathlib import Path
from xml.etree import ElementTree

from bilingual import language_of
from drawn import load
from fontTools.pens.basePen import BasePen
from fontTools.svgLib.path import parse_path
from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties
from matplotlib.image import imread
from matplotlib.patches import Circle, Ellipse, PathPatch, Rectangle
from matplotlib.path import Path as Outline
from matplotlib.transforms import Affine2D

BOOK = Path(__file__).parents[1]
STATIC = BOOK / "_static"
COVER = 400  # its height, above the title
COURSE = {"fr": "Perroquets, cartes et mirages", "en": "Parrots, Maps and Mirages"}
KINDS = {"labs": "teal", "book": "red"}  # the colour of the line beside the title
SHAPES = ("path", "circle", "ellipse", "rect")
FAINT = {"halo": 0.45, "reflection": 0.6, "shadow": 0.28, "shade": 0.2}
LINES = {"trunk": ("far", 4, "-"), "route": ("route", 3, (0, (3, 2.4))), "cross": ("route", 4, "-")}  # with dashes


class OutlinePen(BasePen):
    """Collects the path of an SVG as one of matplotlib."""

    def __init__(self):
        super().__init__(None)
        self.points, self.codes = [], []

    def add(self, code, *points):
        self.points += points
        self.codes += [code] * len(points)

    def _moveTo(self, point):
        self.add(Outline.MOVETO, point)

    def _lineTo(self, point):
        self.add(Outline.LINETO, point)

    def _curveToOne(self, first, second, point):
        self.add(Outline.CURVE4, first, second, point)

    def _closePath(self):
        self.add(Outline.CLOSEPOLY, self.points[-1])


def colours():
    """The colours of the cover by day, as site.css has them."""
    css = (STATIC / "site.css").read_text("utf-8")
    return dict(reversed(re.findall(r"--(\w+): (#\w+|transparent);", css)))  # those of the night come later


def outline(element):
    """The shape of an SVG element, without its transformation."""
    get = {name: float(value) for name, value in element.items() if re.fullmatch(r"-?[\d.]+", value)}
    match element.tag:
        case "circle":
            return Circle((get["cx"], get["cy"]), get["r"])
        case "ellipse":
            return Ellipse((get["cx"], get["cy"]), 2 * get["rx"], 2 * get["ry"])
        case "rect":
            return Rectangle((get.get("x", 0), get.get("y", 0)), get["width"], get["height"])
    pen = OutlinePen()
    parse_path(element.get("d"), pen)
    return PathPatch(Outline(pen.points, pen.codes))


def transformation(element):
    """translate(…) scale(…) or matrix(…), the ones that our drawings use."""
    result = Affine2D()
    for name, numbers in re.findall(r"(\w+)\(([^)]*)\)", element.get("transform", "")):
        numbers = [float(number) for number in numbers.replace(",", " ").split()]
        if name == "matrix":
            a, b, c, d, e, f = numbers
            step = Affine2D.from_values(a, b, c, d, e, f)
        else:
            step = Affine2D().translate(*numbers) if name == "translate" else Affine2D().scale(*numbers)
        result = step + result
    return result


def paint(ax, element, palette, *, place, clips, clip=None, alpha=1.0):
    """Draw an SVG element and what is in it."""
    place = transformation(element) + place
    css = element.get("class", "")
    alpha *= FAINT.get(css, 1.0)
    if element.tag == "clipPath":
        clips[element.get("id")] = [(place, child) for child in element if child.tag in SHAPES]
        return
    named = re.search(r"#([\w-]+)", element.get("clip-path", ""))
    clip = (clips[named[1]], place) if named else clip
    if element.tag in SHAPES:
        patch = outline(element)
        if css in LINES:
            colour, width, dashes = LINES[css]
            patch.set(facecolor="none", edgecolor=palette[colour], linewidth=0.72 * width, linestyle=dashes)
        else:
            fill = palette.get(css, element.get("fill", "none"))
            patch.set(facecolor="none" if fill == "transparent" else fill, edgecolor="none")
        patch.set(transform=place + ax.transData, alpha=alpha)
        ax.add_patch(patch)
        if clip:
            shapes, _ = clip
            paths = [where.transform_path(shape_path(child)) for where, child in shapes]
            patch.set_clip_path(Outline.make_compound_path(*paths), ax.transData)
    for child in element:
        paint(ax, child, palette, place=place, clips=clips, clip=clip, alpha=alpha)


def shape_path(element):
    patch = outline(element)
    return patch.get_transform().transform_path(patch.get_path())


def drawing(svg):
    """The root element of an SVG, its tags without the name space."""
    root = ElementTree.fromstring(svg)
    for element in root.iter():
        element.tag = element.tag.rpartition("}")[2]
    return root


def canvas(width, height):
    """Empty axes of so many pixels, y downwards."""
    figure = Figure(figsize=(width / 100, height / 100), dpi=100)
    ax = figure.add_axes((0, 0, 1, 1))
    ax.set(xlim=(0, width), ylim=(height, 0))
    ax.axis("off")
    return figure, ax


@cache
def font(weight):
    """The typeface of the course in this weight."""
    file = io.BytesIO()
    source = TTFont(STATIC / "fonts/Literata.woff2")
    source.flavor = None
    instantiateVariableFont(source, {"wght": weight}).save(file)
    return file.getvalue()


def name(docname):
    """The file of the card of a page."""
    return docname.replace("/", "-") + ".png"


@cache
def cover():
    """The drawing of the cover, as pixels."""
    figure, ax = canvas(1200, COVER)
    paint(ax, drawing(load(BOOK / "figures/cover.py").cover("fr").data), colours(), place=Affine2D(), clips={})
    file = io.BytesIO()
    figure.savefig(file)
    file.seek(0)
    return imread(file)


def write(ax, y, text, fontproperties, size):
    ax.text(100, y, text, va="baseline", color=colours()["ink"], fontproperties=fontproperties, size=size)


def draw(file, docname, title, fonts):
    language = language_of(docname) or "fr"
    figure, ax = canvas(1200, 630)
    palette = colours()
    ax.imshow(cover(), extent=(0, 1200, COVER, 0), aspect="auto")
    ax.add_patch(Rectangle((0, COVER), 1200, 630 - COVER, color=palette["face"]))
    ax.add_patch(Rectangle((60, COVER + 44), 8, 142, color=palette[KINDS[docname.split("/")[0]]]))
    for i, line in enumerate(textwrap.wrap(title, 44)[:2]):
        write(ax, COVER + 82 + 54 * i, line, fonts[600], size=30)
    if title != COURSE[language]:
        write(ax, COVER + 184, COURSE[language], fonts[400], size=20)
    figure.savefig(file, metadata={"Software": None})


def draw_icon(file):
    """The mark of the course as an icon of 180 pixels, for telephones."""
    figure, ax = canvas(180, 180)
    mark = drawing((STATIC / "favicon.svg").read_text("utf-8"))
    mark[0].attrib.pop("rx")  # telephones round the corners themselves
    paint(ax, mark, {}, place=Affine2D().scale(180 / 64), clips={})
    figure.savefig(file, metadata={"Software": None})


def write_all(folder, titles, pages):
    """The icon, and a card for each page."""
    folder.mkdir(parents=True, exist_ok=True)
    draw_icon(folder / "icon.png")
    fonts = {}
    for weight in (400, 600) if pages else ():
        file = folder / f"literata-{weight}.ttf"
        file.write_bytes(font(weight))
        fonts[weight] = FontProperties(fname=file)
    for page in sorted(pages):
        draw(folder / name(page), page, titles[page].astext(), fonts)
    for file in folder.glob("*.ttf"):
        file.unlink()


def setup(app):
    return {"parallel_read_safe": True, "parallel_write_safe": True}
