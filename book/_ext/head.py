"""What others see of a page: search engines, and whoever gets its address in a message.

A description (its first paragraph), and where the address of the published site is known (SITE_URL): a card
with its title, a site map of all pages with their twins, and robots.txt.
"""

import re
from pathlib import Path
from xml.sax.saxutils import escape

import cards
from bilingual import twins_of
from docutils import nodes

LENGTH = 160  # letters that search engines show
VIEWPORT = re.compile(r'<meta name="viewport"[^>]*>')  # docutils adds one to that of the theme
DEFAULT = "en"  # for readers of any third language


def description(doctree):
    """The first paragraph of a page, as much of it as is shown in a list of results."""
    paragraphs = [node for node in doctree.findall(nodes.paragraph) if "aside" not in node["classes"]]
    paragraphs.sort(key=lambda node: not isinstance(node.parent, nodes.section))  # text before what stands on cards
    texts = (" ".join(node.astext().split()) for node in paragraphs)
    text = next((text for text in texts if len(text) > 40), "")
    if len(text) <= LENGTH:
        return text
    sentences, dot, _ = text[:LENGTH].rpartition(". ")
    return sentences + "." if dot and len(sentences) > LENGTH / 2 else text[: LENGTH - 1].rpartition(" ")[0] + "…"


def alternates(docname, found):
    """The page in each language, and for any other language: {"fr": docname, "en": …, "x-default": …}."""
    twins = twins_of(docname)
    if not twins:
        return {}
    default = "book/index" if docname.endswith("/index") else twins[DEFAULT]
    return {code: page for code, page in (twins | {"x-default": default}).items() if page in found}


def complete_context(app, pagename, templatename, context, doctree):
    context["alternates"] = alternates(pagename, app.env.found_docs)
    context["site"] = app.config.html_baseurl
    context["metatags"] = VIEWPORT.sub("", context.get("metatags", ""))
    if doctree is not None:
        context["description"] = description(doctree)
        context["card"] = cards.name(pagename)


def site_map(site, pages, found):
    """sitemap.xml, each page with its twin."""
    rows = []
    for page in sorted(pages):
        links = "".join(
            f'<xhtml:link rel="alternate" hreflang="{code}" href="{escape(site + twin)}.html"/>'
            for code, twin in alternates(page, found).items()
        )
        rows.append(f"<url><loc>{escape(site + page)}.html</loc>{links}</url>\n")
    spaces = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml"'
    return f'<?xml version="1.0" encoding="utf-8"?>\n<urlset {spaces}>\n{"".join(rows)}</urlset>\n'


def write_files(app, exception):
    if exception is not None or app.builder.name != "html":
        return
    folder, site, pages = Path(app.outdir), app.config.html_baseurl, app.env.found_docs
    cards.write_all(folder / "_static" / "cards", app.env.titles, pages if site else [])
    robots = "User-agent: *\nAllow: /\n"
    if site:
        robots += f"Sitemap: {site}sitemap.xml\n"
        (folder / "sitemap.xml").write_text(site_map(site, pages, pages), "utf-8")
    (folder / "robots.txt").write_text(robots, "utf-8")


def setup(app):
    app.connect("html-page-context", complete_context, priority=450)
    app.connect("build-finished", write_files)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
