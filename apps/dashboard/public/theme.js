// Before the first paint: the colour scheme that this person chose, so that the page does not flash in the other one.
// The key and the attribute are those of the component library.
try {
  const chosen = localStorage.getItem("mantine-color-scheme-value")
  const isDark =
    chosen === "dark" || (chosen !== "light" && matchMedia("(prefers-color-scheme: dark)").matches)
  document.documentElement.setAttribute("data-mantine-color-scheme", isDark ? "dark" : "light")
} catch {
  // without storage the page follows the system a moment later
}
