"""A matplotlib figure as SVG to put into a page: light, and in the page's own colours, by day and by night.

matplotlib's own SVG is made for files: identifiers that meet when two figures share a page, a clip path for each axes,
fixed colours. This one has no identifier and no style sheet. Its ground is transparent. Black and greys are the
page's ink, `currentColor`, thinned to the strength of the grey; other colours stay as they were drawn, and
`labkit.plots.LOOK` moves them towards the ink, so that they stand out from a light and from a dark page. Text stays
text, in the page's font. Neighbours drawn alike become one path: a map of 300 cities is a handful of elements.
"""

import base64
import io
import re
from html import escape

import numpy as np
from matplotlib.backend_bases import GraphicsContextBase, RendererBase
from matplotlib.colors import to_hex
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties, ttfFontProperty, weight_dict
from matplotlib.path import Path
from matplotlib.transforms import Affine2D, Bbox

DPI = 96  # a unit of the drawing is a pixel of CSS
FONT_SIZE = 14.0  # the most frequent one, written once
INK = 0x22 / 255  # the grey level of full ink
LETTERS = {Path.MOVETO: "M", Path.LINETO: "l", Path.CURVE3: "q", Path.CURVE4: "c", Path.CLOSEPOLY: "z"}
STROKES = re.compile(r"M(-?[\d.]+) ?(-?[\d.]+)([^M]*)")
CIRCLE = Path.unit_circle().codes.tolist()


def svg(figure: Figure) -> str:
    """The figure as one <svg> element, the same text at every run."""
    grounds = [part.patch for part in (figure, *figure.axes) if part.patch.get_visible() and _is_white(part.patch)]
    before = figure.dpi
    figure.dpi = DPI
    width, height = figure.bbox.size
    page = _Page(width, height)
    try:
        for ground in grounds:
            ground.set_visible(False)
        figure.draw(page)
    finally:
        figure.dpi = before
        for ground in grounds:
            ground.set_visible(True)
    size = f'width="{width:.0f}" height="{height:.0f}" viewBox="0 0 {width:.0f} {height:.0f}"'
    least = 0.75 * width  # there a text of 10 points has 10 pixels
    style = f'font-size="{FONT_SIZE:.0f}" fill="currentColor" style="min-width:{least:.0f}px"'
    return f'<svg xmlns="http://www.w3.org/2000/svg" aria-hidden="true" {size} {style}>{page.content()}</svg>'


def _is_white(patch) -> bool:
    return to_hex(patch.get_facecolor()) == "#ffffff"


class _Page(RendererBase):
    """What matplotlib draws on: a list of elements, in pixels of CSS, from the top left corner."""

    def __init__(self, width: float, height: float):
        super().__init__()
        self.width, self.height = width, height
        self.elements: list[tuple[str, str, str, Bbox | None]] = []  # tag, attributes, path or text, clip
        self.upright = Affine2D().scale(1, -1).translate(0, height)

    def content(self) -> str:
        parts = []
        for tag, attributes, inner, clip in self.elements:
            drawn = f'<path{attributes} d="{inner}"/>' if tag == "path" else f"<{tag}{attributes}>{inner}</{tag}>"
            if clip is not None:  # a nested <svg> hides what leaves it
                box = " ".join(_short(side) for side in (clip.x0, self.height - clip.y1, clip.width, clip.height))
                x, y, width, height = box.split()
                drawn = f'<svg x="{x}" y="{y}" width="{width}" height="{height}" viewBox="{box}">{drawn}</svg>'
            parts.append(drawn)
        return "".join(parts)

    def points_to_pixels(self, points):
        return points * DPI / 72

    def get_canvas_width_height(self):
        return self.width, self.height

    def draw_path(self, gc: GraphicsContextBase, path: Path, transform, rgbFace=None):
        box, clip = path.get_extents(transform), gc.get_clip_rectangle()
        if clip is not None:
            clip = clip.frozen()  # it would follow the figure
            if not clip.padded(1).overlaps(box):
                return
            clip = None if _within(box, clip.padded(1)) else clip
        attributes, data, merge = self._shape(gc, path, transform + self.upright, rgbFace)
        if attributes:
            self._add(attributes, data, clip, merge=merge)
        if gc.get_hatch() and box.width and box.height:
            self._hatch(gc, box if clip is None else Bbox.intersection(box, clip))

    def draw_markers(self, gc, marker_path, marker_trans, path, trans, rgbFace=None):
        clip = gc.get_clip_rectangle()
        upside_down = marker_trans + Affine2D().scale(1, -1)
        attributes, data, merge = self._shape(gc, marker_path, upside_down, rgbFace)
        if not attributes:
            return
        strokes = [(float(x0), float(y0), rest) for x0, y0, rest in STROKES.findall(data)]
        places = trans.transform(path.vertices)
        places = places[np.isfinite(places).all(axis=1)]
        if clip is not None:  # a marker on the edge is drawn whole
            inside = [clip.padded(1).contains(x, y) for x, y in places]
            if len(places) == 1 and not any(inside):  # an area under a curve comes as a marker at the origin
                self.draw_path(gc, marker_path, marker_trans + Affine2D().translate(*places[0]), rgbFace)
                return
            places = places[inside]
        drawn = [
            "".join(f"M{_short(x0 + x)} {_short(y0 + self.height - y)}{rest}" for x0, y0, rest in strokes)
            for x, y in places
        ]
        for several in ["".join(drawn)] if merge and drawn else drawn:
            self._add(attributes, several, None, merge=merge)

    def _shape(self, gc, path: Path, transform, face) -> tuple[str, str, bool]:
        """How a path is painted, its data, and whether others may join it: where they overlap leaves no trace."""
        stroke = self._stroke(gc)
        fill = _paint("fill", face, gc) if face is not None and len(path.vertices) > 2 else ""
        one_colour = not stroke or not fill or _same(gc, face)
        merge = not fill or (one_colour and _alpha(face, gc) == 1)
        if fill and one_colour and path.codes is not None and path.codes.tolist() == CIRCLE:
            box = path.get_extents(transform)
            width = box.width + (self.points_to_pixels(gc.get_linewidth()) if stroke else 0)
            stroke = _paint("stroke", face, gc) + f' stroke-width="{_short(width)}" stroke-linecap="round"'
            x, y = (box.x0 + box.x1) / 2, (box.y0 + box.y1) / 2
            return (
                f' fill="none"{stroke}',
                f"M{_short(x)} {_short(y)}h0",
                merge,
            )  # a line without length, its ends round
        attributes = (fill or ' fill="none"') + stroke if fill or stroke else ""
        return attributes, _data(path, transform, simplify=not fill), merge

    def _add(self, attributes: str, data: str, clip: Bbox | None, *, merge: bool) -> None:
        """One more path, or a longer one where the last one, but for texts, was drawn the same."""
        last = next((i for i in reversed(range(len(self.elements))) if self.elements[i][0] != "text"), None)
        if merge and last is not None and self.elements[last][:2] == ("path", attributes):
            _, _, start, where = self.elements[last]
            if where is clip is None:
                self.elements[last] = "path", attributes, start + data, None
                return
        self.elements.append(("path", attributes, data, clip))

    def _hatch(self, gc, box: Bbox) -> None:
        """Lines over a bar: tiles of an inch, cut to its box."""
        tile, inch = gc.get_hatch_path(), self.points_to_pixels(72)
        corners = [(x, y) for x in np.arange(box.x0, box.x1, inch) for y in np.arange(box.y0, box.y1, inch)]
        moves = [Affine2D().scale(inch).translate(x, y) + self.upright for x, y in corners]
        colour = ' fill="none"' + _paint("stroke", gc.get_hatch_color(), None)
        self._add(colour, "".join(_data(tile, move, simplify=False) for move in moves), box, merge=False)

    def draw_image(self, gc, x, y, im, transform=None):
        from PIL import Image

        file = io.BytesIO()
        Image.fromarray(np.ascontiguousarray(im[::-1])).save(file, format="png", optimize=True)
        height, width = (side / self.get_image_magnification() for side in im.shape[:2])
        place = f'x="{_short(x)}" y="{_short(self.height - y - height)}"'
        source = base64.b64encode(file.getvalue()).decode()
        size = f'width="{_short(width)}" height="{_short(height)}"'
        self.elements.append(("image", f' {place} {size} href="data:image/png;base64,{source}"', "", None))

    def get_image_magnification(self):
        return 2.0

    def option_image_nocomposite(self):
        return True

    def draw_text(self, gc, x, y, s, prop, angle, ismath=False, mtext=None):
        if ismath:
            _, _, _, glyphs, bars = self._text2path.mathtext_parser.parse(s, DPI, prop)
            if bars:  # a fraction, a root
                return self._draw_text_as_path(gc, x, y, s, prop, angle, ismath, mtext)
            inner = _formula(glyphs, self.points_to_pixels(1))
        else:
            inner = escape(s, quote=False)
        anchor = "start"
        if mtext is not None and (angle == 0 or mtext.get_rotation_mode() == "anchor"):
            anchor = {"left": "start", "center": "middle", "right": "end"}[mtext.get_ha()]
            across = np.array([np.sin(np.deg2rad(angle)), np.cos(np.deg2rad(angle))])
            where = mtext.get_transform().transform(mtext.get_unitless_position())
            where = np.array([where[0], self.height - where[1]])
            x, y = where + across * (across @ ([x, y] - where))
        elif angle == 0:  # a line of several: the page's font is narrower than the one that was measured
            anchor, x = "middle", x + self.get_text_width_height_descent(s, prop, ismath)[0] / 2
        colour = _paint("fill", gc.get_rgb(), gc).replace(' fill="currentColor"', "")  # said once, for all
        attributes = f' x="{_short(x)}" y="{_short(y)}"{colour}'
        attributes += "" if anchor == "start" else f' text-anchor="{anchor}"'
        attributes += _font(prop, self.points_to_pixels(prop.get_size_in_points()))
        attributes += f' transform="rotate({_short(-angle)} {_short(x)} {_short(y)})"' if angle else ""
        self.elements.append(("text", attributes, inner, None))
        return None

    def _stroke(self, gc) -> str:
        """The attributes of a line; nothing where none is drawn."""
        width = self.points_to_pixels(gc.get_linewidth())
        colour = _paint("stroke", gc.get_rgb(), gc)
        if not width or not colour:
            return ""
        start, dashes = gc.get_dashes()
        dashes = [] if dashes is None else [_short(self.points_to_pixels(dash)) for dash in dashes]
        dashed = f' stroke-dasharray="{" ".join(dashes)}"' if dashes else ""
        dashed += f' stroke-dashoffset="{_short(self.points_to_pixels(start))}"' if dashes and start else ""
        return colour + (f' stroke-width="{width:.3g}"' if width != 1 else "") + dashed


def _same(gc, face) -> bool:
    """Whether line and face have one colour."""
    return bool(np.allclose(gc.get_rgb()[:3], face[:3]))


def _within(box: Bbox, clip: Bbox) -> bool:
    return bool(clip.x0 <= box.x0 and box.x1 <= clip.x1 and clip.y0 <= box.y0 and box.y1 <= clip.y1)


def _alpha(colour, gc) -> float:
    if gc is not None and gc.get_forced_alpha():
        return float(gc.get_alpha())
    return float(colour[3]) if len(colour) == 4 else 1.0


def _paint(what: str, colour, gc) -> str:
    """The attributes of a fill or a stroke: ink where the colour is a grey; nothing where it is transparent."""
    alpha = _alpha(colour, gc)
    name, grey = to_hex(colour[:3]), float(np.mean(colour[:3]))
    if np.ptp(colour[:3]) < 0.07 and grey < 0.99:  # white stays white: it is written on colours
        name, alpha = "currentColor", alpha * min(1.0, (1 - grey) / (1 - INK))
    if alpha < 0.005:
        return ""
    return f' {what}="{name}"' + (f' {what}-opacity="{alpha:.2g}"' if alpha < 0.995 else "")


def _font(prop: FontProperties, size: float) -> str:
    attributes = "" if abs(size - FONT_SIZE) < 0.1 else f' font-size="{size:.3g}"'
    attributes += ' font-weight="bold"' if weight_dict.get(prop.get_weight(), prop.get_weight()) >= 600 else ""
    return attributes + (' font-style="italic"' if prop.get_style() != "normal" else "")


def _formula(glyphs, scale: float) -> str:
    """Mathematical text as runs of letters of one size and height: the page's font spaces them."""
    runs, level = [], 0.0
    for font, size, code, *_, _x, y in sorted(glyphs, key=lambda glyph: glyph[-2]):
        look = (size, ttfFontProperty(font).style != "normal", y)
        if not runs or runs[-1][0] != look:
            runs.append((look, ""))
        runs[-1] = look, runs[-1][1] + chr(code)
    spans = []
    for (size, italic, y), letters in runs:
        shift = f' dy="{_short(level - y)}"' if y != level else ""
        style = ' font-style="italic"' if italic else ""
        spans.append(f'<tspan{shift} font-size="{size * scale:.3g}"{style}>{escape(letters, quote=False)}</tspan>')
        level = y
    return "".join(spans)


def _data(path: Path, transform, *, simplify: bool) -> str:
    """The path in tenths of a pixel: the first point of each stroke where it is, the others from the one before."""
    here = first = np.zeros(2, int)
    data, last = [], ""
    for points, code in path.iter_segments(transform, simplify=simplify and None):
        if code == Path.CLOSEPOLY:
            data.append("z")
            here, last = first, ""
            continue
        points, letter = np.rint(10 * points).astype(int).reshape(-1, 2), LETTERS[code]
        if code == Path.MOVETO:
            first, moved = points[0], points
        else:
            moved = points - here
        here = points[-1]
        if letter == "l" and not moved.all():
            letter, moved = ("v", moved[:, 1:]) if moved[0, 1] else ("h", moved[:, :1])
        numbers = (letter if letter != last or letter == "M" else " ") + " ".join(_short(n / 10) for n in moved.ravel())
        data.append(numbers.replace(" -", "-"))
        last = letter
    return "".join(data)


def _short(value: float) -> str:
    """One decimal at most, and no zero that can be left out."""
    text = f"{value:.1f}".removesuffix(".0")
    return "0" if text in ("-0", "0") else text.replace("0.", ".", 1) if text.lstrip("-").startswith("0.") else text
