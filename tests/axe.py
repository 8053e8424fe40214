"""What axe has to say of a page, as quickly as it can be had; its words are those of its rules."""

AXE = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice", "RGAAv4"],
    "resultTypes": ["violations"],
    "preload": False,  # or axe asks for style sheets at wrong addresses
}
# Thousands of words of code have a few dozen colours; looking at the first of each is enough, and several times faster.
# (What axe asks of a block that scrolls, test_accessibility.py asks before the words go.)
KEEP_ONE_WORD_A_COLOUR = """() => { const seen = new Set();
  for (const word of document.querySelectorAll("pre span")) {
    const kind = [word.className, word.closest("[class*=highlight]")?.className].join("|");
    if (seen.has(kind) && !word.childElementCount) word.remove();
    seen.add(kind);
  } }"""
AT_REST = "* { transition: none !important; animation: none !important; }"


def axe_failures(view):
    from axe_playwright_python.sync_playwright import Axe

    view.evaluate("document.querySelectorAll('details').forEach(element => element.open = true)")
    view.evaluate(KEEP_ONE_WORD_A_COLOUR)
    violations = Axe().run(view, options=AXE).response["violations"]
    nodes = [(violation["id"], node) for violation in violations for node in violation["nodes"]]
    return [f"{name}: {node['html'][:150]} {node['failureSummary'][:250]!r}" for name, node in nodes]
