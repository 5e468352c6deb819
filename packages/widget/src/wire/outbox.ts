import { isLetter, type Letter } from "./letter.ts"

const maxRuns = 20
const maxAgeMs = 7 * 24 * 60 * 60 * 1000

/** Letters that could not be sent, kept in the browser until they can. */
export interface Outbox {
  all(): Letter[]
  /** False when the browser would not keep it. */
  put(letter: Letter): boolean
  /** Takes a letter out once it arrived; a newer one of the same id stays. */
  drop(letter: Letter): void
}

const runOf = (letter: Letter) => letter.id.slice(letter.id.indexOf(":") + 1)

/** The newest letter of each id, of at most twenty runs and seven days. */
function kept(letters: Letter[], now: number): Letter[] {
  const fresh = letters.filter(({ at }) => now - at < maxAgeMs).sort((a, b) => b.at - a.at)
  const runs = new Set([...new Set(fresh.map(runOf))].slice(0, maxRuns))
  return fresh.filter((letter) => runs.has(runOf(letter)))
}

/**
 * @param storage `localStorage`, or null where the browser denies it: then nothing is kept and nothing breaks
 */
export function openOutbox(storage: Storage | null, appId: string, now: () => number = Date.now): Outbox {
  const key = `holdfast:${appId}:outbox`

  const all = (): Letter[] => {
    try {
      const stored: unknown = JSON.parse(storage?.getItem(key) ?? "[]")
      if (!Array.isArray(stored)) return []
      const letters = kept(stored.filter(isLetter), now())
      // what is too old to be sent says nothing of a customer any more
      if (letters.length < stored.length) save(letters)
      return letters
    } catch {
      return []
    }
  }

  const save = (letters: Letter[]): boolean => {
    try {
      if (!storage) return false
      if (letters.length > 0) storage.setItem(key, JSON.stringify(kept(letters, now())))
      else storage.removeItem(key)
      return true
    } catch {
      return false
    }
  }

  /** All but this letter and older ones of its id. */
  const without = (letter: Letter) =>
    all().filter(({ id, revision }) => id !== letter.id || revision > letter.revision)

  return {
    all,
    put(letter) {
      const others = without(letter)
      return others.some(({ id }) => id === letter.id) || save([...others, letter])
    },
    drop(letter) {
      const others = without(letter)
      if (others.length < all().length) save(others)
    },
  }
}
