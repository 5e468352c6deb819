import type { ExportChoice } from "@holdfast/protocol/dashboard"
import { expect, test } from "vitest"
import { Problem } from "../../api/problem.ts"
import { createDownloads, type WantedFile } from "./downloads.ts"

const choice: ExportChoice = {
  profile: "machine",
  columns: ["_id"],
  timeZone: "UTC",
  separator: ",",
  isCompressed: false,
}
const scope = { appId: "app_acme", mode: "live", from: null, to: null, search: null, choices: [] } as const
const wanted: WantedFile = { personId: "u1", scope, search: "", choice }

/** A server that sends what it is told to, when it is told to. */
function serve(rows: number) {
  const saved: { text: string; name: string; rows: number }[] = []
  let sent: ReadableStreamDefaultController<Uint8Array> | undefined
  let refusal: Problem | null = null
  const downloads = createDownloads({
    open: async (_scope, _choice, signal) => {
      if (refusal) throw refusal
      const body = new ReadableStream<Uint8Array>({
        start(controller) {
          sent = controller
          signal.addEventListener("abort", () => controller.error(signal.reason))
        },
      })
      const headers = {
        "x-holdfast-rows": String(rows),
        "content-disposition": 'attachment; filename="a.csv"',
      }
      return new Response(body, { headers })
    },
    save: (blob, name, rows) => void blob.text().then((text) => saved.push({ text, name, rows })),
  })
  return {
    downloads,
    saved,
    send: (text: string) => sent?.enqueue(new TextEncoder().encode(text)),
    end: () => sent?.close(),
    cut: () => sent?.error(new TypeError("network error")),
    refuse: (problem: Problem | null) => {
      refusal = problem
    },
    first: () => {
      const [first] = downloads.all()
      return first && { state: first.state, rows: first.rowsDone, bytes: first.bytesDone }
    },
  }
}

test("a file is counted as it comes and saved when it is whole", async () => {
  const { downloads, saved, send, end, first } = serve(2)
  await downloads.start(wanted)
  send('_id\n"a\n')
  await expect.poll(() => first()).toEqual({ state: "running", rows: 0, bytes: 7 })
  send('b"\n')
  await expect.poll(() => first()).toEqual({ state: "running", rows: 1, bytes: 10 })
  send("c\n")
  end()
  await expect.poll(() => first()).toEqual({ state: "done", rows: 2, bytes: 12 })
  await expect.poll(() => saved).toEqual([{ text: '_id\n"a\nb"\nc\n', name: "a.csv", rows: 2 }])
})

test.each(["cut", "end"] as const)(
  "an answer that is %s before its last row is a failure, and nothing is saved",
  async (how) => {
    const server = serve(2)
    await server.downloads.start(wanted)
    server.send("_id\na\n")
    server[how]()
    await expect.poll(() => server.first()?.state).toBe("failed")
    expect(server.downloads.all()[0]?.problem?.code).toBe("broken_off")
    expect(server.saved).toEqual([])
  },
)

test("a download that is cancelled stays, saves nothing, and can begin again", async () => {
  const { downloads, saved, send, end, first } = serve(1)
  await downloads.start(wanted)
  const id = downloads.all()[0]?.id ?? 0
  send("_id\n")
  downloads.cancel(id)
  await expect.poll(() => first()?.state).toBe("cancelled")
  const again = downloads.again(id)
  await expect.poll(() => downloads.all()[0]?.rowsExpected).toBe(1)
  send("_id\na\n")
  end()
  await again
  expect(first()).toEqual({ state: "done", rows: 1, bytes: 6 })
  await expect.poll(() => saved).toHaveLength(1)
})

test("what is refused leaves nothing behind; refused at another try, it says why", async () => {
  const { downloads, refuse, cut, first } = serve(1)
  const refusal = new Problem({ status: 409, code: "too_many_rows", message: "There are more now." })
  refuse(refusal)
  await expect(downloads.start(wanted)).rejects.toBe(refusal)
  expect(downloads.all()).toEqual([])
  refuse(null)
  await downloads.start(wanted)
  cut()
  await expect.poll(() => first()?.state).toBe("failed")
  refuse(refusal)
  await downloads.again(downloads.all()[0]?.id ?? 0)
  expect(downloads.all()[0]).toMatchObject({ state: "failed", problem: refusal })
})

test("only what is over can be taken out of sight", async () => {
  const { downloads, cut } = serve(1)
  await downloads.start(wanted)
  const id = downloads.all()[0]?.id ?? 0
  downloads.forget(id)
  expect(downloads.all()).toHaveLength(1)
  cut()
  await expect.poll(() => downloads.all()[0]?.state).toBe("failed")
  downloads.forget(id)
  expect(downloads.all()).toEqual([])
})
