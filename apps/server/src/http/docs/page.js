// The reader knows a dark look and leaves it to the page to choose.
const prefersDark = window.matchMedia("(prefers-color-scheme: dark)")
const follow = () => document.documentElement.classList.toggle("dark-mode", prefersDark.matches)
prefersDark.addEventListener("change", follow)
follow()

window.SwaggerUIBundle({
  url: "/docs/openapi.json",
  dom_id: "#reader",
  // a link inside of each button would be in the way of whoever reads without a mouse
  deepLinking: false,
  // its colours on examples are too dark to be read by everybody
  syntaxHighlight: { activated: false },
  defaultModelsExpandDepth: -1,
  docExpansion: "list",
  filter: true,
  // reading can be tried out; what would write belongs into one's own test workspace
  supportedSubmitMethods: ["get"],
  // its own service elsewhere would be asked to check the description
  validatorUrl: null,
})

// its lists of values have no name for whoever hears them
const nameLists = () => {
  for (const list of document.querySelectorAll("select:not([aria-label])")) {
    const parameter = list.closest("tr")?.querySelector(".parameter__name")
    list.setAttribute("aria-label", parameter?.firstChild?.textContent?.trim() || "Kind of content")
  }
}
new MutationObserver(nameLists).observe(document.getElementById("reader"), { childList: true, subtree: true })
