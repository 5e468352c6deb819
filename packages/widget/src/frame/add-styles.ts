/**
 * Adds a style sheet made by script: a strict content security policy forbids style tags but not these.
 * Browsers before 2023 lack them and get a tag.
 * @param view the window that the document belongs to; a sheet of another window is refused
 */
export function addStyles(home: Document | ShadowRoot, view: Window & typeof globalThis, css: string): void {
  try {
    const sheet = new view.CSSStyleSheet()
    sheet.replaceSync(css)
    home.adoptedStyleSheets = [...home.adoptedStyleSheets, sheet]
  } catch {
    const tag = view.document.createElement("style")
    tag.textContent = css
    ;("head" in home ? home.head : home).append(tag)
  }
}
