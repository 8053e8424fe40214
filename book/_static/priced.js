// A text under three models, chosen or typed: n-grams that learn as they read, counted as labkit/compression/counts.py does.

(() => {
  for (const figure of document.querySelectorAll("figure.priced")) {
    const form = figure.querySelector("form");
    const data = JSON.parse(form.dataset.priced);
    const { words, models } = data;
    const [choice, field] = form.elements;
    const parts = ["[role=img]", ".drawing tbody", "details tbody", "output"];
    const [letters, totals, every, said] = parts.map((part) => figure.querySelector(part));
    const counts = { total: new Map(), kinds: new Map(), seen: new Map() };
    const order = Math.max(...models.map(({ n }) => n));
    let saying;

    form.addEventListener("submit", (event) => event.preventDefault());
    choice.addEventListener("change", () => {
      field.value = data.texts[choice.value] ?? "";
      show();
      if (!field.value) field.focus();
    });
    field.addEventListener("input", () => {
      const same = data.texts.indexOf(field.value);
      choice.value = same < 0 ? data.texts.length : same;
      show();
    });

    function show() {
      if (!counts.total.size) learn(row(data.read), 1);
      const text = [...field.value];
      const all = priced(row(text));
      const costs = models.map(({ n }) => all[n - 1]);
      const sums = costs.map((bits) => bits.reduce((sum, value) => sum + value, 0));
      const rates = sums.map((sum) => (text.length ? local(sum / text.length, 2) : "–"));
      letters.innerHTML = text.map((letter, at) =>
        fill(data.letter, { bars: bars(costs, at), letter: safe({ " ": "·", "\n": "¶" }[letter] ?? letter) })).join("");
      every.innerHTML = text.map((letter, at) => fill(data.row, {
        place: at + 1,
        letter: safe({ " ": words.space, "\n": words.line }[letter] ?? letter),
        cells: costs.map((bits) => `<td>${local(bits[at], 2)}</td>`).join(""),
      })).join("");
      [...totals.rows].forEach(({ cells }, i) => {
        cells[1].textContent = rates[i];
        cells[2].textContent = text.length ? local(sums[i], 0) : "–";
      });
      const listed = models.map(({ name }, i) => fill(words.item, { name, said: rates[i] })).join(words.then);
      letters.setAttribute("aria-label", text.length ? fill(words.alt, { text: text.join(""), rates: listed }) : words.none);
      clearTimeout(saying); // until the reader has stopped typing
      saying = setTimeout(() => { said.textContent = text.length ? listed : words.none; }, 700);
    }

    function bars(costs, at) {
      return models.map((model, i) => {
        const height = data.bit * Math.min(costs[i][at], data.most);
        const y = data.bit * data.most - height;
        return fill(data.bar, { fill: model.fill, x: 5 * i, y: y.toFixed(1), height: height.toFixed(1) });
      }).join("");
    }

    function local(value, digits) {
      return value.toLocaleString(data.language, { minimumFractionDigits: digits, maximumFractionDigits: digits });
    }

    /** The letters of a text after the marks of a beginning; the last number stands for all beyond Latin-1. */
    function row(text) {
      const last = data.size - 2;
      const known = [...text].map((letter) => (letter.codePointAt(0) < last ? letter : String.fromCharCode(last)));
      return "\uffff".repeat(order - 1) + known.join("");
    }

    /** The bits of each letter for n = 1, 2... What is learnt from the text is forgotten afterwards. */
    function priced(text) {
      const costs = Array.from({ length: order }, () => []);
      learn(text, 1, (n, p) => costs[n].push(-Math.log2(p)));
      learn(text, -1);
      return costs;
    }

    /** Counts a row, letter by letter (by -1: takes it out of the counts); tells each letter's probability just before. */
    function learn(text, by, tell) {
      const { total, kinds, seen } = counts;
      for (let at = order - 1; at < text.length; at += 1) {
        let p = 1 / data.size;
        for (let n = 0; tell && n < order; n += 1) {
          const context = text.slice(at - n, at);
          const met = total.get(context);
          // Witten and Bell: what is new has as many chances as there were different letters here
          if (met) p = ((seen.get(text.slice(at - n, at + 1)) ?? 0) + kinds.get(context) * p) / (met + kinds.get(context));
          tell(n, p);
        }
        for (let n = 0; n < order; n += 1) {
          const context = text.slice(at - n, at);
          const longer = text.slice(at - n, at + 1);
          const before = seen.get(longer) ?? 0;
          seen.set(longer, before + by);
          total.set(context, (total.get(context) ?? 0) + by);
          if (!before || !(before + by)) kinds.set(context, (kinds.get(context) ?? 0) + by);
        }
      }
    }
  }

  function fill(template, values) {
    return template.replaceAll(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);
  }

  function safe(text) {
    return text.replace(/[&<>"']/g, (sign) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#x27;" })[sign]);
  }
})();
