import { createHash } from "node:crypto"
import { existsSync } from "node:fs"
import { readdir, readFile } from "node:fs/promises"
import { join } from "node:path"
import { Readable } from "node:stream"
import type { Storage } from "../storage/storage.ts"

/** The players of all builds that ran here: a recording is played by the one that came with the scripts which drew it. */
export interface KeptPlayers {
  /** Keeps the players in a folder of built scripts, whatever becomes of that folder. Safe to call twice. */
  keep(folder: string): Promise<void>
  /** Whether recordings of a build can be played. */
  has(build: string): Promise<boolean>
  /** The script of a build; null where it is not kept, or is not what its name says. */
  read(build: string): Promise<Buffer | null>
}

export const playerName = (build: string): string => `player-${build}.js`

/** The document in which the player of a build runs: `player-document.ts`. */
export const playerPath = (build: string): string => `/player/${build}`

const buildIn = (name: string) => /^player-([0-9a-f]{32})\.js$/.exec(name)?.[1]
/** As `packages/widget/vite.config.ts` names it. */
const buildOf = (script: Buffer) => createHash("sha256").update(script).digest("hex").slice(0, 32)

/** Which player a folder of built scripts has; null where it has none, or where nobody can tell which of several draws now. */
export async function builtPlayer(folder: string): Promise<string | null> {
  const names = existsSync(folder) ? await readdir(folder) : []
  const [build = null, ...others] = names.flatMap((name) => buildIn(name) ?? [])
  return others.length === 0 ? build : null
}

export function keepPlayers(storage: Storage): KeptPlayers {
  const keyOf = (build: string) => `players/${playerName(build)}`
  /** In the folder of built scripts, whether or not they could be kept. */
  const built = new Set<string>()
  return {
    async keep(folder) {
      const names = existsSync(folder) ? await readdir(folder) : []
      for (const build of names.flatMap((name) => buildIn(name) ?? [])) {
        built.add(build)
        const script = await readFile(join(folder, playerName(build)))
        const stored = await storage.stat(keyOf(build))
        if (stored?.bytes !== script.length) await storage.put(keyOf(build), Readable.from([script]))
      }
    },
    has: async (build) => built.has(build) || (await storage.stat(keyOf(build))) !== null,
    async read(build) {
      if (!buildIn(playerName(build)) || !(await storage.stat(keyOf(build)))) return null
      const script = Buffer.concat(await (await storage.read(keyOf(build))).toArray())
      // it runs in the dashboard: what was changed since it was put there is not handed out
      return buildOf(script) === build ? script : null
    },
  }
}

const againMs = 60_000

/**
 * Keeps the players of a folder, and tries it again each minute where the storage does not take them: once another build has
 * taken their place in the folder, nobody else has them.
 * @param failed is told why, the first time
 * @returns what ends it
 */
export async function keepUntilKept(
  players: Pick<KeptPlayers, "keep">,
  folder: string,
  failed: (error: unknown) => void,
): Promise<() => void> {
  const stopping = new AbortController()
  const attempt = async (tell: (error: unknown) => void): Promise<void> => {
    try {
      await players.keep(folder)
    } catch (error) {
      tell(error)
      if (!stopping.signal.aborted) again = setTimeout(attempt, againMs, () => {}).unref()
    }
  }
  let again: ReturnType<typeof setTimeout> | undefined
  await attempt(failed)
  return () => {
    stopping.abort()
    clearTimeout(again)
  }
}
