import { useLayoutEffect, useState } from "react"

/**
 * Whether the text of an element does not fit into it, kept true as the element changes its size. Hand `measure` to
 * the element as its `ref`; it may become another element on the way.
 */
export function useIsCut(text: string): { isCut: boolean; measure: (node: HTMLElement | null) => void } {
  const [node, setNode] = useState<HTMLElement | null>(null)
  const [isCut, setIsCut] = useState(false)
  // biome-ignore lint/correctness/useExhaustiveDependencies: new text is a reason to measure again
  useLayoutEffect(() => {
    if (!node) return
    const look = () =>
      setIsCut(node.scrollWidth > node.clientWidth + 1 || node.scrollHeight > node.clientHeight + 1)
    look()
    const observer = new ResizeObserver(look)
    observer.observe(node)
    return () => observer.disconnect()
  }, [node, text])
  return { isCut, measure: setNode }
}
