/** For so long a page does not ask again whether a wall is to stand, after it was told that none is. */
const rememberMs = 5 * 60 * 1000

/** Remembers in this tab that nothing stands before a customer. That something does is never remembered, but asked. */
export interface WallMemory {
  isFree(): boolean
  remember(): void
  forget(): void
}

/**
 * @param storage `sessionStorage`, or null where the browser denies it: then each view of the page asks
 * @param whose tells customers, subscriptions and walls apart
 */
export function openWallMemory(
  storage: Storage | null,
  whose: unknown,
  now: () => number = Date.now,
): WallMemory {
  const key = `holdfast:wall:${JSON.stringify(whose)}`
  const attempt = <T>(work: (storage: Storage) => T): T | null => {
    try {
      return storage && work(storage)
    } catch {
      return null
    }
  }
  return {
    isFree: () => {
      const age = now() - Number(attempt((kept) => kept.getItem(key)) ?? Number.NaN)
      return age >= 0 && age < rememberMs
    },
    remember: () => void attempt((kept) => kept.setItem(key, String(now()))),
    forget: () => void attempt((kept) => kept.removeItem(key)),
  }
}
