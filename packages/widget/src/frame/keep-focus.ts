import type { Canvas } from "./canvas.ts"

/** Radios of one group are a single stop for the Tab key: the checked one, else the first. */
function stops(home: Canvas["home"]): HTMLElement[] {
  const all = [...home.querySelectorAll<HTMLInputElement>("button,input,textarea,select")]
  return all.filter((element) => {
    const group = all.filter(({ name }) => name === element.name)
    return element.type !== "radio" || element === (group.find(({ checked }) => checked) ?? group[0])
  })
}

/**
 * Escape and Tab inside the frame: neither reaches the dialog around it by itself. Escape closes; Tab goes round
 * instead of out of the frame.
 */
export function keepFocus(home: Canvas["home"], onEscape: () => void): void {
  home.addEventListener("keydown", (event) => {
    const { key, code, shiftKey, isComposing } = event as KeyboardEvent
    if (key === "Escape" && !isComposing) {
      event.preventDefault()
      onEscape()
    }
    // WebKitGTK knows no name for Shift and Tab together
    if (key !== "Tab" && code !== "Tab") return
    const all = stops(home)
    const [edge, opposite] = shiftKey ? [all[0], all.at(-1)] : [all.at(-1), all[0]]
    const active = home.activeElement
    if (active && active !== edge && !active.matches(shiftKey ? "body,h1" : "body")) return
    event.preventDefault()
    opposite?.focus()
  })
}
