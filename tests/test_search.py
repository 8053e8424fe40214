"""The search finds the page and the section that a reader means, in the words that a reader types."""

import pytest
from website import hrefs, language_of, report

pytestmark = pytest.mark.site

BEST = """async words => {
  const at = new URL(document.documentElement.dataset.content_root, location);
  window.index ??= (await import(new URL("_static/search/pagefind.js", at))).createInstance({});
  const best = [];
  for (const typed of words) {
    const { results } = await index.search(typed);
    const page = await results[0]?.data();
    const sections = page?.sub_results.toSorted((a, b) => b.locations.length - a.locations.length);
    best.push((sections?.[0] ?? page)?.url.split("/course/")[1] ?? "");
  }
  return best;
}"""
# What is typed, and where the first result leads: its page, and (the beginning of) its best section.
TOLD = {  # the chapter, or the lab whose stories have the word more often, by the scale they were told at
    "fr": ("book/fr/01_next_token.html#", "labs/fr/01_next_token.html#"),
    "en": ("book/en/01_next_token.html#", "labs/en/01_next_token.html#"),
}
SCREEN = ("book/fr/01_next_token.html#le-jeu-de-shannon", "book/fr/exams.html#avant-lepreuve")  # where it is hidden
SHANNON = ("book/en/01_next_token.html#shannons-game", "book/en/02_compression.html#", "labs/en/02_compression.html#")
QUERIES = {
    "fr": {
        "inspectrice": TOLD["fr"],
        "l’inspectrice": TOLD["fr"],
        "l'inspectrice": TOLD["fr"],
        "archiviste": ("book/fr/04_reversal_curse.html#des-gens-qui-nexistent-pas", "labs/fr/02_compression.html#"),
        "écran": SCREEN,
        "ecran": SCREEN,
        "Sutskever": "book/fr/01_next_token.html#chapitre-1-predire-le-jeton-suivant",
        "par cœur": "book/fr/05_grokking.html#chapitre-5-le-grokking-par-coeur-dabord-la-regle-ensuite",
        "par coeur": "book/fr/05_grokking.html#chapitre-5-le-grokking-par-coeur-dabord-la-regle-ensuite",
        "oeuvre": "book/fr/04_reversal_curse.html#exercices",
        "Tom Cruise": "book/fr/04_reversal_curse.html#guerir-ou-cacher",
        "Gurnee": "book/fr/03_representations.html#trois-autres-cartes",
        "cadran": "book/fr/05_grokking.html#ouvrir-le-reseau",
        "perroquet stochastique": "book/fr/glossary.html#term-stochastic-parrot",
        "perplexité": "book/fr/glossary.html#term-perplexity",
        "perplexite": "book/fr/glossary.html#term-perplexity",
        "distance d’édition": "book/fr/glossary.html#term-edit-distance",
        "n-gramme": ("book/fr/glossary.html#term-n-gram", "book/fr/02_compression.html#"),
        "softmax": "book/fr/glossary.html#term-softmax",
        "AdamW": "book/fr/glossary.html#term-adamw",
        "torch.optim.AdamW": "labs/fr/00_first_steps.html#",
        "lk.train": "labs/fr/0",
        "weight_decay": "labs/fr/05_grokking.html#apprendre-puis-comprendre",
        "morpion": "book/fr/03_representations.html#trois-autres-cartes",
        "LABKIT_SEED": "book/fr/using.html#trois-echelles-trois-reglages",
        "nbgrader": ("book/fr/exams.html#", "book/fr/using.html#ou-sont-les-corriges"),
    },
    "en": {
        "inspector": TOLD["en"],
        "Shannon's game": SHANNON,
        "Shannon’s game": SHANNON,
        "Sutskever": "book/en/01_next_token.html#chapter-1-predicting-the-next-token",
        "Tom Cruise": "book/en/04_reversal_curse.html#cured-or-hidden",
        "memory pays rent": "book/en/05_grokking.html#memory-pays-rent",
        "stochastic parrot": "book/en/glossary.html#term-stochastic-parrot",
        "perplexity": "book/en/glossary.html#term-perplexity",
        "edit distance": "book/en/glossary.html#term-edit-distance",
        "n-gram": ("book/en/glossary.html#term-n-gram", "book/en/02_compression.html#"),
        "softmax": "book/en/glossary.html#term-softmax",
        "AdamW": "book/en/glossary.html#term-adamw",
        "torch.optim.AdamW": "labs/en/00_first_steps.html#",
        "lk.train": "labs/en/0",
        "weight_decay": "labs/en/05_grokking.html#learning-then-understanding",
        "restricted loss": "labs/en/05_grokking.html#exercise-5-the-restricted-loss",
        "LABKIT_SEED": "book/en/using.html#three-scales-three-settings",
        "nbgrader": ("book/en/exams.html#", "book/en/using.html#where-are-the-solutions"),
        "grading": "book/en/using.html#grading",
        "Colab": "book/en/using.html#in-colab-with-nothing-to-install",
        "offline": "book/en/using.html#offline-and-without-tracking-anyone",
    },
}
ABSENT = ["xyzzyqwv", "qzrtplm", "wkjhg"]


@pytest.mark.parametrize("language", QUERIES)
def test_the_first_result_is_the_section_that_one_means(visit, language):
    view = visit(f"book/{language}/index.html")
    table = QUERIES[language]
    found = dict(zip(table, view.evaluate(BEST, list(table)), strict=True))
    report(
        f"{typed!r} leads to {found[typed]}, not to {meant}"
        for typed, meant in table.items()
        if not found[typed].startswith(meant)
    )


@pytest.mark.parametrize("language", QUERIES)
def test_nothing_is_found_of_words_that_are_not_there(visit, language):
    view = visit(f"book/{language}/index.html")
    assert view.evaluate(BEST, ABSENT) == [""] * len(ABSENT)


def test_the_dialog_gives_sections_of_pages_in_the_language(visit):
    view = visit("book/fr/index.html")
    view.keyboard.press("Control+k")
    view.locator("pagefind-modal input").fill("par coeur")
    view.locator("pagefind-results a[href*='#']").first.wait_for()
    found = hrefs(view, "pagefind-results a")
    assert {language_of(link) for link in found} == {"fr"}
    assert any("05_grokking.html#" in link for link in found)


def test_a_search_that_could_not_be_loaded_says_so_and_works_the_next_time(context_of, base):
    view = context_of(user_agent="a line that breaks").new_page()
    view.route("**/pagefind-component-ui.js", lambda route: route.abort())
    view.goto(base + "book/fr/index.html")
    view.keyboard.press("Control+k")
    notice = view.locator("#search-failed")
    notice.wait_for(state="visible")
    assert "réessayez" in notice.inner_text()
    view.keyboard.press("Escape")
    view.unroute_all()
    view.keyboard.press("Control+k")
    view.locator("pagefind-modal input").wait_for(state="visible")
    view.close()


def test_an_index_that_could_not_be_loaded_says_so_in_the_language_of_the_page(context_of, base):
    view = context_of(user_agent="a line that breaks later").new_page()
    view.route("**/pagefind/pagefind.js", lambda route: route.abort())
    view.goto(base + "book/en/index.html")
    view.keyboard.press("Control+k")
    notice = view.locator("#search-failed")
    notice.wait_for(state="visible")
    assert "try again" in notice.inner_text()
    view.close()
