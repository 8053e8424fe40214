// Questions that answer: what a page shows without scripts (a question, its choices, the remarks folded) becomes a form.

(() => {
  const words = document.querySelector(".quiz-words").dataset;
  const score = document.querySelector(".quiz-score");
  const forms = [...document.querySelectorAll("form.quiz")];

  for (const form of forms) {
    form.classList.add("live");
    form.noValidate = true;
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      check(form);
    });
  }

  function check(form) {
    const remarks = [...form.querySelectorAll("details > :is(ol, ul) > li")];
    const numeric = form.classList.contains("numeric");
    const said = numeric ? ofNumber(form, remarks) : ofChoices(form, remarks);
    if (!said) return say(form, [paragraph(words[numeric ? "number" : "none"])]);
    const nodes = said.remarks.map((remark) => {
      const part = document.createElement("div");
      part.className = "right" in remark.dataset ? "quiz-right" : "quiz-wrong";
      part.append(...[...remark.childNodes].map((node) => node.cloneNode(true)));
      if (numeric) part.querySelector(".quiz-verdict").prepend(`${words[said.right ? "right" : "wrong"]} `);
      return part;
    });
    if (said.missing) nodes.push(paragraph(words.missing));
    say(form, nodes);
    form.dataset.first ??= said.right ? "right" : "wrong";
    form.classList.add("tried");
    count();
  }

  function paragraph(text) {
    return Object.assign(document.createElement("p"), { textContent: text });
  }

  /** What to say of the choices that are ticked. */
  function ofChoices(form, remarks) {
    const boxes = [...form.querySelectorAll(".quiz-choices input")];
    const ticked = remarks.filter((_, i) => boxes[i].checked);
    if (!ticked.length) return null;
    const wanted = remarks.filter((remark) => "right" in remark.dataset);
    const found = ticked.filter((remark) => wanted.includes(remark));
    const missing = found.length < wanted.length && form.classList.contains("multiple");
    return { remarks: ticked, missing, right: found.length === wanted.length && found.length === ticked.length };
  }

  /** What to say of a number: the first remark whose value is near enough, or the last. */
  function ofNumber(form, remarks) {
    const field = form.querySelector("fieldset input");
    const text = field.value.replace(/[\s\u00a0\u202f]/g, "").replace("−", "-");
    const french = document.documentElement.lang === "fr";
    const number = Number(french ? text.replace(",", ".") : text.replaceAll(/,(?=\d{3}(?!\d))/g, ""));
    if (!text || !Number.isFinite(number)) return null;
    const near = ({ dataset }) => !dataset.value || Math.abs(number - dataset.value) <= Number(dataset.tolerance) * (1 + 1e-9);
    const remark = remarks.find(near);
    return { remarks: [remark], right: "right" in remark.dataset };
  }

  function say(form, nodes) {
    form.querySelector(".quiz-said").replaceChildren(...nodes);
  }

  function count() {
    const tried = forms.filter((form) => form.dataset.first);
    const right = tried.filter((form) => form.dataset.first === "right");
    score.hidden = false;
    score.textContent = words.score.replace("{right}", right.length).replace("{tried}", tried.length);
  }
})();
