import { type RefObject, useEffect } from "react"

/** `/` leads to the field from anywhere on the page, except where somebody types or something lies over the page. */
export function useSlashKey(field: RefObject<HTMLInputElement | null>): void {
  useEffect(() => {
    const lead = (event: KeyboardEvent) => {
      const isPlain = event.key === "/" && !event.ctrlKey && !event.metaKey && !event.altKey
      if (!isPlain || event.defaultPrevented || isTaken(event.target)) return
      event.preventDefault()
      field.current?.focus()
      field.current?.select()
    }
    document.addEventListener("keydown", lead)
    return () => document.removeEventListener("keydown", lead)
  }, [field])
}

const takers = "input:not([type=checkbox]):not([type=radio]), textarea, select, [role=dialog], [role=menu]"

function isTaken(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || target.closest(takers) !== null)
}
