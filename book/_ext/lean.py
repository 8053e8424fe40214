"""Light pages: when the build ends, the style sheets lose the rules that no page can use.

The theme brings Bootstrap and two thousand icons, 600 kB of style sheets of which the course uses a third. A rule stays if each
class and id of one of its selectors is a word of some page or script of the site, so that classes set by a script are safe.
"""

import re
from pathlib import Path

WORD = re.compile(r"[\w-]+")
NAME = re.compile(r"[.#]((?:[\w-]|\\.)+)")
ASIDE = re.compile(r"\([^()]*\)|\[[^\]]*\]")  # what :not(), :is() and [attribute] hold does not decide
KEPT = ("@font-face", "@keyframes", "@charset", "@import", "@page", "@property", "@namespace")


def blocks(css):
    """Split a style sheet into (prelude, body) pairs; a statement without a body has the body None."""
    css = re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)
    start, depth, quote = 0, 0, None
    opened = 0
    for i, letter in enumerate(css):
        if quote:
            quote = None if letter == quote and css[i - 1] != "\\" else quote
        elif letter in "\"'":
            quote = letter
        elif letter == "{":
            depth += 1
            opened = i if depth == 1 else opened
        elif letter == "}":
            depth -= 1
            if depth == 0:
                yield css[start:opened].strip(), css[opened + 1 : i]
                start = i + 1
        elif letter == ";" and depth == 0:
            yield css[start:i].strip(), None
            start = i + 1


def usable(prelude, words):
    """Whether one selector of the list names only classes and ids that the site has."""
    while ASIDE.search(prelude):
        prelude = ASIDE.sub("", prelude)
    return any(all(name.replace("\\", "") in words for name in NAME.findall(one)) for one in prelude.split(","))


def lean(css, words):
    """The style sheet without the rules whose classes and ids are not all among `words`."""
    kept = []
    for prelude, body in blocks(css):
        if body is None:
            kept.append(f"{prelude};")
        elif prelude.startswith(KEPT):
            kept.append(f"{prelude}{{{body}}}")
        elif prelude.startswith("@"):  # @media, @supports, @layer
            inner = lean(body, words)
            kept.append(f"{prelude}{{{inner}}}" if inner else "")
        elif usable(prelude, words):
            kept.append(f"{prelude}{{{body}}}")
    return "".join(kept)


def lighten(app, exception):
    if exception is not None or app.builder.name != "html":
        return
    site = Path(app.outdir)
    used = [file for pattern in ("*.html", "*.js") for file in site.rglob(pattern)]
    words = {word for file in used for word in WORD.findall(file.read_text("utf-8"))}
    for file in Path(site, "_static").rglob("*.css"):
        file.write_text(lean(file.read_text("utf-8"), words), "utf-8")
    for file in (*Path(site, "_static").rglob("*.map"), Path(site, "_static/scripts/fontawesome.js")):
        file.unlink(missing_ok=True)  # layout.html no longer loads the second copy of all icons


def setup(app):
    app.connect("build-finished", lighten, priority=900)  # after the search index, whose scripts are words too
    return {"parallel_read_safe": True, "parallel_write_safe": True}
