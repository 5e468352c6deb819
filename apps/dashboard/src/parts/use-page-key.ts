import { useEffect } from "react"

/** Acts on a key from anywhere on the page, except where somebody types or something lies over the page. */
export function usePageKey(key: string, act: () => void): void {
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      const isPlain = event.key === key && !event.ctrlKey && !event.metaKey && !event.altKey
      if (!isPlain || event.defaultPrevented || isTaken(event.target)) return
      event.preventDefault()
      act()
    }
    document.addEventListener("keydown", listen)
    return () => document.removeEventListener("keydown", listen)
  }, [key, act])
}

const takers =
  "input:not([type=checkbox]):not([type=radio]):not([type=range]), textarea, select, [role=dialog], [role=menu]"

function isTaken(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || target.closest(takers) !== null)
}
