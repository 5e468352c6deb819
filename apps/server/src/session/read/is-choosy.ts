import type { SessionFilter } from "./session-filter.ts"

/**
 * Whether few sessions may pass, so that walking along them until a page is full could take long. Nearly all are
 * settled and not bounced, and a time is a span of the index.
 */
export function isChoosy({ is, not }: SessionFilter): boolean {
  const { bounced, ...others } = is ?? {}
  const { outcome, ...avoided } = not ?? {}
  const isUsual = (values: readonly unknown[] | undefined, usual: string) =>
    values === undefined || (values.length === 1 && values[0] === usual)
  return (
    Object.keys(others).length > 0 ||
    Object.keys(avoided).length > 0 ||
    !isUsual(bounced, "false") ||
    !isUsual(outcome, "open")
  )
}
