// What a page of the course does beyond the theme's scripts.

(() => {
  // The theme makes a block that scrolls reachable by keyboard when the window changes its size. So does the arrival of a font.
  document.fonts.ready.then(() => window.dispatchEvent(new Event("resize")));

  // Paper is light.
  const page = document.documentElement.dataset;
  matchMedia("print").addEventListener("change", ({ matches: printing }) => {
    if (printing) page.themeOnScreen = page.theme;
    page.theme = printing ? "light" : page.themeOnScreen;
  });

  // Search by Pagefind, fetched at the first use: a page that nobody searches from stays light.
  const pagefind = page.content_root + "pagefind/pagefind-component-ui";
  let fetched;

  function fetchOnce(tag, attributes) {
    return new Promise((onload, onerror) => {
      document.head.append(Object.assign(document.createElement(tag), attributes, { onload, onerror }));
    });
  }

  async function search() {
    fetched ??= Promise.all([
      fetchOnce("link", { rel: "stylesheet", href: `${pagefind}.css` }),
      fetchOnce("script", { src: `${pagefind}.js` }),
    ]);
    await fetched;
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
