// What a page of the course does beyond the theme's scripts.

(() => {
  const page = document.documentElement.dataset;

  // The theme makes a block that scrolls reachable by keyboard when the window changes its size. So does the arrival of a font.
  document.fonts.ready.then(() => window.dispatchEvent(new Event("resize")));

  // Paper is light.
  matchMedia("print").addEventListener("change", ({ matches: printing }) => {
    if (printing) page.themeOnScreen = page.theme;
    page.theme = printing ? "light" : page.themeOnScreen;
  });

  // Figures with controls, also where a policy forbids the script that each brings along for notebooks.
  document.addEventListener("input", ({ target }) => {
    const form = target.closest(".explore form");
    if (!form) return;
    const chosen = [...new FormData(form).values()].join();
    for (const frame of form.nextElementSibling.children) frame.hidden = frame.dataset.chosen !== chosen;
    for (const slider of form.querySelectorAll("[type=range]")) {
      const text = slider.dataset.texts.split("|")[slider.value];
      slider.setAttribute("aria-valuetext", text);
      slider.nextElementSibling.textContent = text;
    }
  });

  // A figure, enlarged for the projector: it moves into a dialog, controls and all, and back.
  const enlarged = document.querySelector("dialog.enlarged");
  for (const figure of document.querySelectorAll("article figure.drawn:not(:has(.cover))")) {
    const button = document.querySelector("#enlarge").content.cloneNode(true).firstElementChild;
    figure.prepend(button);
    button.addEventListener("click", () => {
      const place = document.createElement("div");
      place.style.height = `${figure.offsetHeight}px`;
      figure.replaceWith(place);
      enlarged.append(figure);
      enlarged.showModal();
      const closed = () => {
        place.replaceWith(figure);
        button.focus();
      };
      enlarged.addEventListener("close", closed, { once: true });
    });
  }

  // The plans of the course and of the page, dialogs on a phone: the focus goes back to the button, or on to what was chosen.
  for (const [toggle, sidebar] of [[".primary-toggle", "primary"], [".secondary-toggle", "secondary"]]) {
    const button = document.querySelector(toggle);
    const dialog = document.querySelector(`#pst-${sidebar}-sidebar-modal`);
    if (!button || !dialog) continue;
    const close = document.querySelector("#close-plan").content.firstElementChild.cloneNode(true);
    close.addEventListener("click", () => dialog.close());
    document.querySelector(`#pst-${sidebar}-sidebar`).prepend(close);
    dialog.setAttribute("aria-label", button.title || button.dataset.bsOriginalTitle);
    button.setAttribute("aria-expanded", "false");
    button.addEventListener("click", () => setTimeout(() => button.setAttribute("aria-expanded", dialog.open)));
    let chosen;
    dialog.addEventListener("click", ({ target }) => {
      const link = target.closest("a[href^='#']");
      chosen = link && document.getElementById(decodeURIComponent(link.hash.slice(1)));
      if (chosen) dialog.close();
    });
    dialog.addEventListener("close", () => {
      button.setAttribute("aria-expanded", "false");
      if (chosen) chosen.tabIndex = -1;
      (chosen || button).focus();
      chosen = null;
    });
  }

  // What goes on beyond the edge of a narrow page fades there.
  const more = (block) => block.classList.toggle("more", block.scrollWidth - block.clientWidth - block.scrollLeft > 4);
  const resized = new ResizeObserver((entries) => entries.forEach((entry) => more(entry.target)));
  for (const block of document.querySelectorAll(".drawing, .pst-scrollable-table-container, div.math")) {
    resized.observe(block);
    block.addEventListener("scroll", () => more(block), { passive: true });
  }

  // The other language, at the same place: the sections of twin pages correspond.
  for (const link of document.querySelectorAll("a.language-switch[data-places]")) {
    const places = link.dataset.places.split(" ");
    const above = (section) => section.getBoundingClientRect().top < innerHeight / 3;
    link.addEventListener("click", () => {
      const here = [...document.querySelectorAll("article section[id]")].findLastIndex(above);
      link.hash = here > 0 ? places[here] : "";
    });
  }

  // A copied formula is its TeX.
  document.addEventListener("copy", (event) => {
    const copied = getSelection().rangeCount ? getSelection().getRangeAt(0).cloneContents() : null;
    const formulas = copied?.querySelectorAll("math[data-tex]");
    if (!formulas?.length) return;
    for (const formula of formulas) formula.replaceWith(`$${formula.dataset.tex}$`);
    const holder = Object.assign(document.createElement("div"), { className: "copied" });
    holder.append(copied);
    document.body.append(holder);
    event.clipboardData.setData("text/plain", holder.innerText);
    event.clipboardData.setData("text/html", holder.innerHTML);
    event.preventDefault();
    holder.remove();
  });

  // Search by Pagefind, fetched at the first use: a page that nobody searches from stays light.
  const pagefind = new URL(page.content_root, document.baseURI);
  let fetched;

  function fetchOnce(tag, attributes) {
    return new Promise((onload, onerror) => {
      document.head.append(Object.assign(document.createElement(tag), attributes, { onload, onerror }));
    });
  }

  function fetchSearch() {
    const at = (name) => new URL(name, pagefind).href;
    document.querySelector("pagefind-config").setAttribute("bundle-path", at("_static/search/"));
    return Promise.all([
      fetchOnce("link", { rel: "stylesheet", href: at("pagefind/pagefind-component-ui.css") }),
      fetchOnce("script", { src: at("pagefind/pagefind-component-ui.js") }),
    ]).then(() => PagefindComponents.getInstanceManager().getInstance("default").on("error", explain));
  }

  /** Says, in the language of the page, why there is no search: a page opened from a file has none. */
  function explain() {
    document.querySelector("pagefind-modal dialog")?.close();
    document.querySelector(location.protocol === "file:" ? "#search-on-file" : "#search-failed").showModal();
  }

  async function search() {
    if (location.protocol === "file:") return explain();
    try {
      await (fetched ??= fetchSearch());
    } catch {
      fetched = undefined;  // the next try asks again
      return explain();
    }
    document.querySelector("pagefind-modal").open();
  }

  document.addEventListener("click", (event) => event.target.closest(".search-open") && search());
  document.addEventListener("keydown", (event) => {
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "k") {
      event.preventDefault();
      search();
    }
  });
})();
