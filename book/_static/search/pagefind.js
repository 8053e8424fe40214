// Pagefind, asked in the way its index is written (see search_index.py), and silent about words it does not know.

import { createInstance as create } from "../../pagefind/pagefind.js";

const ELISION = /(^|[\s"])(?:[ldnsjcmt]|(?:jus|lors|puis|quoi)?qu)['’]/gi;
const french = document.documentElement.lang === "fr";

/** What was typed, as the index has it: elisions apart, ligatures, the names of torch.optim.AdamW apart. */
function asIndexed(typed) {
  const apart = typed.replace(/(?<=[\p{L}_])\.(?=[\p{L}_])/gu, " ");
  return french ? apart.replace(ELISION, "$1").replace(/oe(?=u|il)/gi, "œ") : apart;
}

/** The words of a text, without accents and capitals. */
function wordsOf(text) {
  const plain = text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  return plain.split(/[^\p{L}\p{N}_]+/u).filter(Boolean);
}

/** Whether a result has a word like one that was asked: Pagefind answers “xyzzy” with what begins with x. */
function isMeant({ excerpt, meta }, asked) {
  const marked = [...excerpt.matchAll(/<mark>(.*?)<\/mark>/g)].map(([, word]) => word).join(" ");
  const found = wordsOf(`${marked} ${meta.title}`);
  return wordsOf(asked).some((word) => found.some((other) => other.includes(word.slice(0, 3))));
}

/** A result as a reader wants it: its sections rather than its sources, its words without the spaces of the index. */
async function asRead(result) {
  const whole = (part) => ({ ...part, excerpt: part.excerpt.replaceAll("’\u200a", "’") });
  const page = await result.data();
  const sections = page.sub_results.filter(({ url }) => !url.endsWith("#sources"));
  return { ...whole(page), sub_results: (sections.length ? sections : page.sub_results).map(whole) };
}

export function createInstance(options) {
  const pagefind = create(options);
  async function search(typed, ...rest) {
    const asked = typed && asIndexed(typed);
    const found = await pagefind.search(asked, ...rest);
    if (!asked || !found?.results.length) return found;
    const isKnown = isMeant(await found.results[0].data(), asked);
    const results = isKnown ? found.results.map((result) => ({ ...result, data: () => asRead(result) })) : [];
    return { ...found, results };
  }
  return { ...pagefind, search };
}
