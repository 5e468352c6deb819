import { updateFacetBlocks } from "../session/count/facet-blocks/update-facet-blocks.ts"
import { type ImportCounts, importSessions } from "../session/import/import-sessions.ts"
import { readFile, readStream } from "../session/import/read-file.ts"
import { readPages } from "../session/import/read-pages.ts"
import type { Source } from "../session/import/source-item.ts"
import { channel, createAnnouncer } from "../session/live/announce-sessions.ts"
import type { Topic } from "../session/live/topic.ts"
import { checkRecord } from "./check-record.ts"
import { chooseWorkspace } from "./choose-workspace.ts"
import { importReport } from "./import-report.ts"
import { progressBar } from "./progress-bar.ts"
import { withDatabase } from "./with-database.ts"

/** What is imported: a file, `-` for standard input, or another server with the credentials for it. */
export type ImportOrigin = { file: string } | { url: string; appId: string; dataKey: string }

export interface ImportArguments {
  origin: ImportOrigin
  workspace: string | undefined
  /** A file for everything that was not taken. */
  report: string | undefined
}

const interrupted = 130

/** `holdfast import`: sessions of another server, from a file or from the server itself. */
export const importRecords = ({ origin, workspace: appId, report }: ImportArguments): Promise<number> =>
  withDatabase(async ({ database }) => {
    const workspace = await chooseWorkspace(database.db, appId)
    const stop = new AbortController()
    // a second Ctrl-C ends the process as usual; what it was writing is then rolled back
    for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => stop.abort())
    const source = open(origin, stop.signal, (line) => bar.say(line))
    const started = performance.now()
    const bar = progressBar(source.progress() ? "kB" : "records")
    const notes = importReport(report, bar.say)
    // a page that misses it reads again within a minute
    const announcer = createAnnouncer<Topic>(database.pool, channel, () => {})
    let counts: ImportCounts | null = null
    try {
      counts = await importSessions(
        { database, announce: announcer.announce },
        {
          workspaceId: workspace.id,
          items: source.items,
          check: checkRecord,
          mode: "dataKey" in origin && origin.dataKey.startsWith("test_") ? "test" : "live",
          now: () => new Date(),
          signal: stop.signal,
          onNote: notes.add,
          onProgress: (soFar) => {
            counts = soFar
            show(bar, source, soFar, started)
          },
        },
      )
    } finally {
      await announcer.close()
      bar.end()
      notes.end()
      if (counts) process.stdout.write(summary(counts, started, workspace.name))
    }
    if (stop.signal.aborted) {
      process.stderr.write("Stopped. The same command again goes on: what is here already stays unchanged.\n")
      return interrupted
    }
    // else the running server's job does it by and by
    if (counts.new + counts.changed > 0) await updateFacetBlocks(database, workspace.id, new Date())
    return counts.refused > 0 ? 1 : 0
  })

function open(origin: ImportOrigin, signal: AbortSignal, onWait: (sentence: string) => void): Source {
  if ("url" in origin) return readPages({ ...origin, signal, onWait })
  return origin.file === "-" ? readStream(process.stdin, signal) : readFile(origin.file, signal)
}

const number = (value: number) => Math.round(value).toLocaleString("en-US")
const rateOf = ({ read }: ImportCounts, started: number) =>
  `${number((read / Math.max(performance.now() - started, 1)) * 1000)} a second`

function show(
  bar: ReturnType<typeof progressBar>,
  source: Source,
  counts: ImportCounts,
  started: number,
): void {
  const progress = source.progress()
  const rate = rateOf(counts, started)
  if (!progress) {
    bar.show(counts.read, null, ` · ${rate}`)
    return
  }
  const kilobytes = (bytes: number) => Math.ceil(bytes / 1000)
  bar.show(kilobytes(progress.done), kilobytes(progress.total), ` · ${number(counts.read)} records · ${rate}`)
}

function summary(counts: ImportCounts, started: number, workspaceName: string): string {
  const seconds = ((performance.now() - started) / 1000).toFixed(1)
  const lines: [string, number][] = [
    ["new", counts.new],
    ["changed", counts.changed],
    ["unchanged", counts.unchanged],
    ["left out, in progress", counts.inProgress],
    ["refused", counts.refused],
  ]
  const rows = lines.map(([name, count]) => `  ${name.padEnd(24)}${number(count).padStart(12)}\n`)
  return `${number(counts.read)} records read in ${seconds} s (${rateOf(counts, started)}) into ${workspaceName}\n${rows.join("")}`
}
