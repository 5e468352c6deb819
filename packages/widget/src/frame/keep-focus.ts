/** Radios of one group are a single stop for the Tab key: the checked one, else the first. */
function stops(doc: Document): HTMLElement[] {
  const all = [...doc.querySelectorAll<HTMLInputElement>("button,input,textarea,select")]
  return all.filter((element) => {
    const group = all.filter(({ name }) => name === element.name)
    return element.type !== "radio" || element === (group.find(({ checked }) => checked) ?? group[0])
  })
}

/**
 * Escape and Tab inside the frame: neither reaches the dialog around it by itself. Escape closes; Tab goes round
 * instead of out of the frame.
 */
export function keepFocus(doc: Document, onEscape: () => void): void {
  doc.addEventListener("keydown", (event) => {
    const { key, shiftKey, isComposing } = event
    if (key === "Escape" && !isComposing) {
      event.preventDefault()
      onEscape()
    }
    if (key !== "Tab") return
    const all = stops(doc)
    const [edge, opposite] = shiftKey ? [all[0], all.at(-1)] : [all.at(-1), all[0]]
    const active = doc.activeElement
    if (active !== edge && active !== doc.body && !(shiftKey && active?.matches("h1"))) return
    event.preventDefault()
    opposite?.focus()
  })
}
