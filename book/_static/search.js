// Search by Pagefind, fetched at the first use: a page that nobody searches from stays light.

(() => {
  const root = document.documentElement.dataset.content_root + "pagefind/pagefind-component-ui";
  let fetched;

  function fetchOnce(tag, attributes) {
    return new Promise((onload, onerror) => {
      document.head.append(Object.assign(document.createElement(tag), attributes, { onload, onerror }));
    });
  }

  async function open() {
    fetched ??= Promise.all([
      fetchOnce("link", { rel: "stylesheet", href: `${root}.css` }),
      fetchOnce("script", { src: `${root}.js` }),
    ]);
    await fetched;
    document.querySelector("pagefind-modal").open();
  }

  document.addEventListener("click", (event) => event.target.closest(".search-open") && open());
  document.addEventListener("keydown", (event) => {
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "k") {
      event.preventDefault();
      open();
    }
  });
})();
