const focusable =
  "a[href],button:not([disabled]),input:not([disabled]),textarea:not([disabled]),select:not([disabled])"

/** Radios of one group are a single stop for the Tab key: the checked one, else the first. */
function stops(root: ParentNode): HTMLElement[] {
  const all = [...root.querySelectorAll<HTMLElement>(focusable)]
  return all.filter((element) => {
    const { type, name, checked } = element as HTMLInputElement
    if (type !== "radio" || checked) return true
    const group = all.filter((other) => (other as HTMLInputElement).name === name) as HTMLInputElement[]
    return group[0] === element && !group.some((other) => other.checked)
  })
}

/**
 * Escape and Tab inside the frame: neither reaches the dialog around it by itself. Escape closes; Tab goes round
 * instead of out of the frame.
 */
export function keepFocus(doc: Document, onEscape: () => void): void {
  doc.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !event.isComposing) {
      event.preventDefault()
      onEscape()
    }
    if (event.key !== "Tab") return
    const all = stops(doc)
    const [first, last] = [all[0], all.at(-1)]
    const active = doc.activeElement
    const isOutside = !active || active === doc.body
    if (event.shiftKey && (active === first || isOutside || active?.matches("h1"))) {
      event.preventDefault()
      last?.focus()
    } else if (!event.shiftKey && (active === last || isOutside)) {
      event.preventDefault()
      first?.focus()
    }
  })
}
