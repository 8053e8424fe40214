"""Where the course's repository is: `repository.url` in _config.yml, which every fork has of its own.

While that is the placeholder, the build says so once, and the pages leave out what cannot work: links to the
repository and to Colab.
"""

from docutils import nodes
from sphinx.util import logging

PLACEHOLDER = "OWNER/REPO"
logger = logging.getLogger(__name__)


def is_placeholder(address):
    return PLACEHOLDER in address


def say_once(app):
    if is_placeholder(app.config.html_theme_options.get("repository_url", "")):
        logger.info("repository.url in _config.yml is still %s: pages link neither to it nor to Colab", PLACEHOLDER)


def leave_out(app, doctree, docname):
    for link in list(doctree.findall(nodes.reference)):
        if is_placeholder(link.get("refuri", "")):
            while len(link.parent) == 1 and not isinstance(link.parent, nodes.section):
                link = link.parent  # a paragraph that would be empty
            link.parent.remove(link)


def complete_context(app, pagename, templatename, context, doctree):
    address = app.config.html_theme_options.get("repository_url", "")
    context["repository"] = "" if is_placeholder(address) else address
    buttons = [button for button in context["header_buttons"] if not is_placeholder(str(button))]
    context["header_buttons"] = buttons


def setup(app):
    app.connect("builder-inited", say_once)
    app.connect("doctree-resolved", leave_out)
    app.connect("html-page-context", complete_context, priority=900)  # the theme has made its buttons by then
    return {"parallel_read_safe": True, "parallel_write_safe": True}
