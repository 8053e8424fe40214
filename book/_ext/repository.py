"""Where the course's repository is: `repository.url` in _config.yml, which every fork has of its own.

A lab links to its chapter as a file of the repository, for a notebook is opened anywhere; on the site that link leads
to the page. While the address is the placeholder, the build says so once, and the pages leave out what cannot work:
links to the repository and to Colab.
"""

import re

from docutils import nodes
from sphinx.util import logging

PLACEHOLDER = "OWNER/REPO"
FILE = re.compile(r"/blob/[^/]+/(.+)\.(?:md|ipynb)")
logger = logging.getLogger(__name__)


def address_in(config):
    return config.html_theme_options.get("repository_url", "").rstrip("/")


def is_placeholder(address):
    return PLACEHOLDER in address


def say_once(app):
    if is_placeholder(address_in(app.config)):
        logger.info("repository.url in _config.yml is still %s: pages link neither to it nor to Colab", PLACEHOLDER)


def leave_out(link):
    """Remove a link: with its paragraph where there is nothing else in it, and else its words stay."""
    alone = link
    while len(alone.parent) == 1 and not isinstance(alone.parent, nodes.section):
        alone = alone.parent
    if isinstance(alone, nodes.paragraph):
        alone.parent.remove(alone)
    else:
        link.replace_self(link.children)


def settle_links(app, doctree, docname):
    repository = address_in(app.config)
    for link in list(doctree.findall(nodes.reference)):
        address = link.get("refuri", "")
        file = FILE.fullmatch(address.removeprefix(repository)) if repository else None
        if file and file[1] in app.env.found_docs:
            link["refuri"] = app.builder.get_relative_uri(docname, file[1])
            link["internal"] = True
        elif is_placeholder(address):
            leave_out(link)


def complete_context(app, pagename, templatename, context, doctree):
    address = address_in(app.config)
    context["repository"] = "" if is_placeholder(address) else address
    buttons = [button for button in context["header_buttons"] if not is_placeholder(str(button))]
    context["header_buttons"] = buttons


def setup(app):
    app.connect("builder-inited", say_once)
    app.connect("doctree-resolved", settle_links)
    app.connect("html-page-context", complete_context, priority=900)  # the theme has made its buttons by then
    return {"parallel_read_safe": True, "parallel_write_safe": True}
