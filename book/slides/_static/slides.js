// Starts the slides; says their controls in the language of the deck. N: light or dark. S: notes. Esc: all slides.
const FRENCH = {
  "previous slide": "diapositive précédente", "next slide": "diapositive suivante",
  "above slide": "diapositive au-dessus", "below slide": "diapositive au-dessous",
};
const paper = /print-pdf/.test(location.search);

Reveal.initialize({
  width: 1280, height: 720, margin: 0.03, center: false, hash: true, slideNumber: "c/t", transition: "none",
  backgroundTransition: "none", pdfSeparateFragments: true, pdfMaxPagesPerSlide: 1, scrollActivationWidth: null,
  showNotes: paper && /notes/.test(location.search) ? "separate-page" : false,
  plugins: [RevealNotes],
}).then(() => {
  if (document.documentElement.lang === "fr")
    for (const control of document.querySelectorAll(".controls [aria-label]"))
      control.setAttribute("aria-label", FRENCH[control.getAttribute("aria-label")] ?? control.getAttribute("aria-label"));
  Reveal.addKeyBinding({ keyCode: 78, key: "N" }, () => {
    const root = document.documentElement;
    root.dataset.theme = root.dataset.theme === "dark" ? "light" : "dark";
  });
});
