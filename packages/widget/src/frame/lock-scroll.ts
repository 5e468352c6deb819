/**
 * Keeps the page from scrolling under the flow. Where a scroll bar takes room its gutter is kept, so that
 * nothing jumps. Returns what puts the page back as it was.
 */
export function lockScroll(page: Document): () => void {
  const { style, clientWidth } = page.documentElement
  const { overflow, scrollbarGutter } = style
  if (innerWidth > clientWidth) style.scrollbarGutter = "stable"
  style.overflow = "hidden"
  return () => void Object.assign(style, { overflow, scrollbarGutter })
}
