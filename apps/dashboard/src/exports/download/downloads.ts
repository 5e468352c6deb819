import type { ExportChoice } from "@holdfast/protocol/dashboard"
import { Problem } from "../../api/problem.ts"
import type { StreamScope } from "../../api/stream.ts"
import { fileNameOf } from "./file-name-of.ts"
import { recordCounter } from "./record-counter.ts"

/** A connection that says nothing for so long is lost. */
const silenceMs = 60_000

export interface WantedFile {
  /** Whose it is: another person who signs in in the same tab does not see it. */
  personId: string
  scope: StreamScope
  /** The dashboard's query string that shows the same sessions. */
  search: string
  choice: ExportChoice
}

export interface Download {
  id: number
  wanted: WantedFile
  state: "running" | "done" | "failed" | "cancelled"
  fileName: string
  rowsExpected: number
  rowsDone: number
  bytesDone: number
  /** Only where `state` is `failed`. */
  problem: Problem | null
}

interface Ways {
  open: (scope: StreamScope, choice: ExportChoice, signal: AbortSignal) => Promise<Response>
  save: (blob: Blob, name: string, rows: number) => void
}

export type Downloads = ReturnType<typeof createDownloads>

/**
 * The files that a tab downloads, newest first. They belong to no page, so that going to another one stops nothing.
 * A file is saved whole or not at all.
 */
export function createDownloads({ open, save }: Ways) {
  let all: readonly Download[] = []
  let lastId = 0
  const listeners = new Set<() => void>()
  const ways = new Map<number, AbortController>()

  const set = (next: readonly Download[]) => {
    all = next
    for (const listener of listeners) listener()
  }
  const change = (id: number, changes: Partial<Download>) =>
    set(all.map((each) => (each.id === id ? { ...each, ...changes } : each)))

  const follow = async (id: number, { choice }: WantedFile, response: Response, way: AbortController) => {
    const rowsExpected = Number(response.headers.get("x-holdfast-rows") ?? Number.NaN)
    const fileName = fileNameOf(response.headers.get("content-disposition"))
    change(id, { fileName, rowsExpected: Number.isFinite(rowsExpected) ? rowsExpected : 0 })
    const counter = recordCounter(choice.profile)
    const chunks: Uint8Array<ArrayBuffer>[] = []
    let bytesDone = 0
    const chunksOf = response.body?.getReader()
    let silence = setTimeout(() => way.abort(), silenceMs)
    try {
      for (let next = await chunksOf?.read(); next && !next.done; next = await chunksOf?.read()) {
        if (ways.get(id) !== way) return
        clearTimeout(silence)
        silence = setTimeout(() => way.abort(), silenceMs)
        chunks.push(next.value)
        bytesDone += next.value.length
        counter.add(next.value)
        change(id, { rowsDone: counter.rows(), bytesDone })
      }
      // an answer that ends early looks whole to the browser where something in between closed it politely
      if (Number.isFinite(rowsExpected) && counter.rows() !== rowsExpected) throw new Error("not whole")
      save(new Blob(chunks), fileName, counter.rows())
      change(id, { state: "done" })
    } catch {
      // a file that was cancelled may be on its way again already
      if (ways.get(id) === way) change(id, { state: "failed", problem: brokenOff() })
    } finally {
      clearTimeout(silence)
      if (ways.get(id) === way) ways.delete(id)
    }
  }

  return {
    subscribe(listener: () => void): () => void {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    /** Unchanged until something happens. */
    all: () => all,

    /** Resolves as soon as the file begins to come. Rejects with a `Problem` where it is refused; then there is nothing to see. */
    async start(wanted: WantedFile): Promise<void> {
      const way = new AbortController()
      const response = await open(wanted.scope, wanted.choice, way.signal)
      lastId += 1
      const id = lastId
      ways.set(id, way)
      const numbers = { rowsExpected: 0, rowsDone: 0, bytesDone: 0 }
      set([{ id, wanted, state: "running", fileName: "", ...numbers, problem: null }, ...all])
      void follow(id, wanted, response, way)
    },

    /** From the beginning, in the same place. */
    async again(id: number): Promise<void> {
      const known = all.find((each) => each.id === id)
      if (!known || known.state === "running") return
      const way = new AbortController()
      ways.set(id, way)
      change(id, { state: "running", rowsDone: 0, bytesDone: 0, problem: null })
      try {
        const response = await open(known.wanted.scope, known.wanted.choice, way.signal)
        await follow(id, known.wanted, response, way)
      } catch (error) {
        if (ways.get(id) !== way) return
        ways.delete(id)
        change(id, { state: "failed", problem: error instanceof Problem ? error : brokenOff() })
      }
    },

    /** Stops it and keeps nothing of the file. */
    cancel(id: number): void {
      const way = ways.get(id)
      if (!way) return
      ways.delete(id)
      change(id, { state: "cancelled" })
      way.abort()
    },

    /** Takes one that is over out of sight. */
    forget: (id: number): void => set(all.filter((each) => each.id !== id || each.state === "running")),
  }
}

const brokenOff = () =>
  new Problem({ status: 0, code: "broken_off", message: "The download broke off; nothing was saved" })
