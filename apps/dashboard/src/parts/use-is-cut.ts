import { type RefObject, useLayoutEffect, useState } from "react"

/** Whether the text of an element does not fit into it, kept true as the element changes its size. */
export function useIsCut(element: RefObject<HTMLElement | null>, text: string): boolean {
  const [isCut, setIsCut] = useState(false)
  // biome-ignore lint/correctness/useExhaustiveDependencies: new text is a reason to measure again
  useLayoutEffect(() => {
    const node = element.current
    if (!node) return
    const measure = () =>
      setIsCut(node.scrollWidth > node.clientWidth + 1 || node.scrollHeight > node.clientHeight + 1)
    measure()
    const observer = new ResizeObserver(measure)
    observer.observe(node)
    return () => observer.disconnect()
  }, [element, text])
  return isCut
}
