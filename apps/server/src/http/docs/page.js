// The reader knows a dark look and leaves it to the page to choose.
const prefersDark = window.matchMedia("(prefers-color-scheme: dark)")
const follow = () => document.documentElement.classList.toggle("dark-mode", prefersDark.matches)
prefersDark.addEventListener("change", follow)
follow()

window.SwaggerUIBundle({
  url: "/docs/openapi.json",
  dom_id: "#reader",
  deepLinking: true,
  defaultModelsExpandDepth: -1,
  docExpansion: "list",
  filter: true,
  // reading can be tried out; what would write belongs into one's own test workspace
  supportedSubmitMethods: ["get"],
  // its own service elsewhere would be asked to check the description
  validatorUrl: null,
})
