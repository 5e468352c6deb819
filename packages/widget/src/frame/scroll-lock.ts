/**
 * Keeps the page from scrolling under the flow. Where a scroll bar takes room its gutter is kept, so that
 * nothing jumps. Returns what puts the page back as it was.
 */
export function lockScroll(page: Document): () => void {
  const { style, clientWidth } = page.documentElement
  const hasBar = window.innerWidth > clientWidth
  const before = { overflow: style.overflow, gutter: style.getPropertyValue("scrollbar-gutter") }
  style.overflow = "hidden"
  if (hasBar) style.setProperty("scrollbar-gutter", "stable")
  return () => {
    style.overflow = before.overflow
    style.setProperty("scrollbar-gutter", before.gutter)
  }
}
