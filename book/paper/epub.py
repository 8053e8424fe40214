"""The course for reading devices: from the built site, one EPUB a language (`make epub`).

    python book/paper/epub.py _build/html _build/epub

The chapters of the printed book (`make.py`) as XHTML: formulas are MathML, figures SVG in the ink of the device.
"""

import sys
import uuid
import zipfile
from pathlib import Path

import make as paper

from labkit import plots

CASED = {"viewbox": "viewBox", "preserveaspectratio": "preserveAspectRatio"}  # which the reader of HTML writes small
NAMESPACES = {"math": "http://www.w3.org/1998/Math/MathML", "svg": "http://www.w3.org/2000/svg"}
DATE = (1980, 1, 1, 0, 0, 0)  # of every file, so that the same site gives the same book
XHTML = """<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE html>
<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops"
  lang="{language}" xml:lang="{language}">
<head><title>{title}</title><link rel="stylesheet" href="epub.css"/></head>
<body>{body}</body></html>"""
PACKAGE = """<?xml version="1.0" encoding="utf-8"?>
<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="id" xml:lang="{language}">
<metadata xmlns:dc="http://purl.org/dc/elements/1.1/">
<dc:identifier id="id">urn:uuid:{identifier}</dc:identifier><dc:title>{title}</dc:title>
<dc:language>{language}</dc:language><dc:creator>{author}</dc:creator><dc:rights>CC BY 4.0</dc:rights>
<meta property="dcterms:modified">{modified}T00:00:00Z</meta>
<meta property="schema:accessMode">textual</meta><meta property="schema:accessMode">visual</meta>
<meta property="schema:accessModeSufficient">textual</meta>
<meta property="schema:accessibilityFeature">alternativeText</meta>
<meta property="schema:accessibilityFeature">MathML</meta>
<meta property="schema:accessibilityHazard">none</meta>
</metadata>
<manifest>
<item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>
<item id="css" href="epub.css" media-type="text/css"/>
{items}
</manifest>
<spine><itemref idref="nav"/>{order}</spine>
</package>"""
CONTAINER = """<?xml version="1.0" encoding="utf-8"?>
<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>
<rootfile full-path="EPUB/package.opf" media-type="application/oebps-package+xml"/></rootfiles></container>"""


def xhtml(chapter):
    """A chapter as XML; its links to other chapters lead to their files."""
    here = chapter["id"]
    for part in [chapter, *chapter.select("[id]")]:
        part["id"] = named(part["id"])
    for link in chapter.select("a[href^='#']"):
        file = link["href"][1:].partition("--")[0]
        link["href"] = ("" if file == here else f"{file}.xhtml") + f"#{named(link['href'][1:])}"
    for part in chapter.find_all(True):
        part.attrs = {CASED.get(name, name): value for name, value in part.attrs.items() if name != "tabindex"}
        if part.name in NAMESPACES:
            part["xmlns"] = NAMESPACES[part.name]
    return chapter.decode(formatter="minimal")


def named(identifier):
    """An identifier as XML allows it: it begins with a letter."""
    return f"c{identifier}" if identifier[0].isdigit() else identifier


def write(site, language, file):
    """One EPUB."""
    words, (title, cover, chapters) = paper.WORDS[language], paper.read(site, language)
    cover["id"] = "cover"
    names = {body["id"]: body.h1.decode_contents() for body in chapters}
    listed = "".join(f'<li><a href="{name}.xhtml">{text}</a></li>' for name, text in names.items())
    navigation = f'<nav epub:type="toc" id="toc"><h1>{words["contents"]}</h1><ol>{listed}</ol></nav>'
    front = f"{xhtml(cover)}<h1>{title}</h1><p>{words['by'].format(title)}, {paper.year()}</p><p>{words['licence']}</p>"
    bodies = {"front": front} | {body["id"]: xhtml(body) for body in chapters}
    items = "".join(
        f'<item id="{named(name)}" href="{name}.xhtml" media-type="application/xhtml+xml"{uses(body)}/>\n'
        for name, body in bodies.items()
    )
    package = PACKAGE.format(
        language=language,
        identifier=uuid.uuid5(uuid.NAMESPACE_URL, file.name),
        title=title,
        author=words["by"].format(title),
        modified=f"{paper.year()}-01-01",
        items=items,
        order="".join(f'<itemref idref="{named(name)}"/>' for name in bodies),
    )
    file.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as book:
        book.writestr(zipfile.ZipInfo("mimetype", DATE), "application/epub+zip", zipfile.ZIP_STORED)
        contents = {"META-INF/container.xml": CONTAINER, "EPUB/package.opf": package}
        contents["EPUB/epub.css"] = plots.LOOK + (paper.HERE / "epub.css").read_text("utf-8")
        for name, body in {"nav": navigation, **bodies}.items():
            contents[f"EPUB/{name}.xhtml"] = XHTML.format(language=language, title=title, body=body)
        for name, text in contents.items():
            book.writestr(zipfile.ZipInfo(name, DATE), text, zipfile.ZIP_DEFLATED)


def uses(body):
    """What a chapter asks of a device, for the manifest."""
    asked = [word for word, tag in (("mathml", "<math"), ("svg", "<svg")) if tag in body]
    return f' properties="{" ".join(asked)}"' if asked else ""


if __name__ == "__main__":
    site, folder = (Path(argument).resolve() for argument in sys.argv[1:])
    for language, name in paper.FILES.items():
        file = (folder / name).with_suffix(".epub")
        write(site, language, file)
        print(f"{file} ({file.stat().st_size / 1e6:.1f} MB)")
