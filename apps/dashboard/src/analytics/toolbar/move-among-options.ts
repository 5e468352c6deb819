import type { KeyboardEvent } from "react"

/**
 * The arrow keys in a list of filters: up and down from value to value through all groups, right to what excludes a
 * value and left back to its checkbox, Home and End to the first and last.
 */
export function moveAmongOptions(event: KeyboardEvent<HTMLElement>): void {
  const { target, currentTarget: panel } = event
  if (!(target instanceof HTMLElement) || event.ctrlKey || event.metaKey || event.altKey) return
  const next = nextOf(event.key, target, panel)
  if (!next) return
  event.preventDefault()
  next.focus()
  next.closest("li")?.scrollIntoView({ block: "nearest" })
}

function nextOf(key: string, from: HTMLElement, panel: HTMLElement): HTMLElement | null | undefined {
  const row = from.closest("li")
  const isTyping = from.matches("input[type=search]")
  const options = [...panel.querySelectorAll<HTMLElement>("[data-option]")]
  const at = row?.querySelector<HTMLElement>("[data-option]") ?? from
  switch (key) {
    case "ArrowDown":
      return options.find((option) => option !== at && isAfter(option, at))
    case "ArrowUp":
      return options.findLast((option) => option !== at && !isAfter(option, at))
    case "ArrowRight":
      return row?.querySelector<HTMLElement>("[aria-pressed]")
    case "ArrowLeft":
      return row ? at : null
    case "Home":
      return isTyping ? null : options[0]
    case "End":
      return isTyping ? null : options.at(-1)
    default:
      return null
  }
}

/** Whether an element comes later in the page, or inside. */
function isAfter(element: HTMLElement, from: HTMLElement): boolean {
  return (from.compareDocumentPosition(element) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0
}
