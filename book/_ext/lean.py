"""Light pages: when the build ends, the style sheets lose the rules that no page can use.

The theme brings Bootstrap and two thousand icons: 550 kB of style sheets, of which the course uses a quarter.
A rule stays if all classes and ids of one of its selectors are words of some page or script of the site, so
that classes set by a script are safe.

The theme colours a page only once a script has chosen light or dark; without scripts its rules for either also
hold where the system asks for it.
"""

import re
from pathlib import Path

WORD = re.compile(r"[\w-]+")
NAME = re.compile(r"[.#]((?:[\w-]|\\.)+)")
ASIDE = re.compile(r"\([^()]*\)|\[[^\]]*\]")  # what :not(), :is() and [attribute] hold does not decide
CHOSEN = re.compile(r"""\[data-theme=["']?(light|dark)["']?\]""")
UNDECIDED = {"light": "{}{{{}}}", "dark": "@media screen and (prefers-color-scheme:dark){{{}{{{}}}}}"}
KEPT = ("@font-face", "@keyframes", "@charset", "@import", "@page", "@property", "@namespace")


def blocks(css):
    """Split a style sheet into (prelude, body) pairs; a statement without a body has the body None."""
    css = re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)
    start, opened, depth, quote = 0, 0, 0, None
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
    names = [NAME.findall(selector) for selector in prelude.split(",")]
    return any(all(name.replace("\\", "") in words for name in selector) for selector in names)


def undecided(prelude, body):
    """The rule, if it is one of a theme, for a page whose theme no script has chosen."""
    themes = set(CHOSEN.findall(prelude))
    if len(themes) != 1 or ":not([data-theme" in prelude:
        return ""
    return UNDECIDED[themes.pop()].format(CHOSEN.sub('[data-theme="auto"]', prelude), body)


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
            kept.append(undecided(prelude, body))
    return "".join(kept)


def lighten(app, exception):
    if exception is not None or app.builder.name != "html":
        return
    static = Path(app.outdir, "_static")
    for file in (*static.rglob("*.map"), static / "scripts/fontawesome.js"):
        file.unlink(missing_ok=True)  # no page loads it, see webpack-macros.html
    used = [file for pattern in ("*.html", "*.js") for file in Path(app.outdir).rglob(pattern)]
    words = {word for file in used for word in WORD.findall(file.read_text("utf-8"))}
    for file in static.rglob("*.css"):
        file.write_text(lean(file.read_text("utf-8"), words), "utf-8")


def setup(app):
    app.connect("build-finished", lighten, priority=900)  # late: the scripts of the search hold words too
    return {"parallel_read_safe": True, "parallel_write_safe": True}
