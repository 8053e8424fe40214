"""The slides of the units, built beside the site: sphinx-build -b revealjs book/slides _build/html/slides.

How to write a deck is said at the top of book/_ext/slides.py.
"""

import sys
from pathlib import Path

import yaml

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT / "book" / "_ext"))
site = yaml.safe_load((ROOT / "_config.yml").read_text("utf-8"))

project = site["title"]
author = site["author"]
root_doc = "fr/01_next_token"  # some deck: Sphinx wants one
language = "fr"
extensions = ["myst_parser", "sphinx_revealjs", "drawn", "mathml", "results", "slides", "typography"]
myst_enable_extensions = site["parse"]["myst_enable_extensions"]
exclude_patterns = ["_*"]
smartquotes = False
templates_path = ["_templates"]
html_math_renderer = "mathml"
html_copy_source = False
revealjs_static_path = ["_static", "../_static/fonts", "../_static/favicon.svg"]
revealjs_style_theme = "slides.css"
revealjs_script_files = ["revealjs/plugin/notes/notes.js", "slides.js"]
