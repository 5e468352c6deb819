import { restMs } from "./limits.ts"

/**
 * Tells the last of what came within a tenth of a second, when that is over: what comes at each drawing of the screen costs no more than to be
 * remembered.
 */
export function sampled<T extends object>(tell: (last: T) => void): (each: T) => void {
  let last: T | undefined
  const tellLast = () => {
    if (last) tell(last)
    last = undefined
  }
  return (each) => {
    if (!last) setTimeout(tellLast, restMs)
    last = each
  }
}
