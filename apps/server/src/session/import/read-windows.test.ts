import { afterEach, describe, expect, test } from "vitest"
import { readPages } from "./read-pages.ts"
import { type ContractServer, contractServer } from "./testing/contract-server.ts"
import { collect } from "./testing/import-into.ts"

interface Row {
  _id: string
  createdAt: string
  bounced: boolean
}

let server: ContractServer
afterEach(() => server.close())

const second = 1000
const start = Date.parse("2024-01-01T00:00:00.000Z")

/** Sessions at irregular times, many of them at once, every seventh bounced; in no order. */
function rowsOf(count: number): Row[] {
  let at = start
  return Array.from({ length: count }, (_, n) => {
    // as many in one second as are read without parting them
    if (n < 500 || n > 800) at += ((n * 7919) % 100) * 700 * second + (n % 3)
    return { _id: `id-${n}`, createdAt: new Date(at).toISOString(), bounced: n % 7 === 0 }
  }).sort((a, b) => (a._id.slice(-1) < b._id.slice(-1) ? -1 : 1))
}

type Heeds = (time: number, from: number, to: number) => boolean
const inWholeSeconds = (time: number) => Math.floor(time / second)
const bounds: Readonly<Record<string, Heeds>> = {
  "takes both bounds in": (time, from, to) => time >= from && time <= to,
  "takes no bound in": (time, from, to) => time > from && time < to,
  "knows whole seconds": (time, from, to) =>
    inWholeSeconds(time) > inWholeSeconds(from) && inWholeSeconds(time) < inWholeSeconds(to),
  "does not heed dates": () => true,
}

const serve = async (rows: () => Row[], heeds: Heeds) => {
  server = await contractServer((_request, response, query) => {
    const [limit, skip] = [Number(query.get("limit")), Number(query.get("skip"))]
    const from = Date.parse(query.get("startDate") ?? "1000-01-01")
    const to = Date.parse(query.get("endDate") ?? "3000-01-01")
    const found = rows().filter(
      ({ createdAt, bounced }) =>
        heeds(Date.parse(createdAt), from, to) && String(bounced) === query.get("bounced"),
    )
    response.end(JSON.stringify(found.slice(skip, skip + limit)))
  })
}
const idsRead = async (query = "") => {
  const signal = new AbortController().signal
  const pages = {
    url: `${server.url}/v1${query}`,
    appId: "a",
    dataKey: "k",
    signal,
    pageSize: 10,
    firstWaitMs: 1,
  }
  const items = await collect(readPages(pages).items)
  return items.map((item) => ("value" in item ? (item.value as Row)._id : JSON.stringify(item)))
}
const mostSkipped = () =>
  Math.max(...server.asked.map((path) => Number(new URL(path, "http://own").searchParams.get("skip"))))

describe("a source of many pages comes whole", () => {
  test.for(Object.keys(bounds))("from a server that %s", async (name) => {
    const rows = rowsOf(1800)
    await serve(() => rows, bounds[name] ?? (() => true))
    const ids = await idsRead()
    const read = new Set(ids)
    expect(rows.filter((row) => !read.has(row._id))).toEqual([])
    if (name === "does not heed dates") return
    // three hundred at once are read by pages; nothing else is skipped very far
    expect(mostSkipped()).toBeLessThan(320)
    expect(server.asked.length).toBeLessThan(900)
  })

  test.for(Object.keys(bounds))("with sessions on every border, from a server that %s", async (name) => {
    const rows = Array.from({ length: 1200 }, (_, n): Row => {
      return { _id: `id-${n}`, createdAt: new Date(start + n * 500).toISOString(), bounced: false }
    })
    await serve(() => rows, bounds[name] ?? (() => true))
    const read = new Set(await idsRead("?startDate=2023-12-31T23:59:50Z&endDate=2024-01-01T00:10:10Z"))
    expect(rows.filter((row) => !read.has(row._id))).toEqual([])
  })

  test("the older first", async () => {
    const rows = rowsOf(1500)
    await serve(
      () => rows,
      (time, from, to) => time >= from && time <= to,
    )
    const ids = await idsRead()
    const [first, last] = [Number(ids[0]?.slice(3)), Number(ids.at(-1)?.slice(3))]
    expect([first < 300, last > 1000]).toEqual([true, true])
  })

  test("within the dates of the address, which the server alone judges", async () => {
    const rows = rowsOf(1800)
    await serve(
      () => rows,
      (time, from, to) => time >= from && time <= to,
    )
    const [from, to] = ["2024-03-01", "2024-12-01T00:00:00Z"]
    const wanted = rows.filter(({ createdAt }) => createdAt >= from && createdAt <= to).map((row) => row._id)
    const ids = await idsRead(`?startDate=${from}&endDate=${to}`)
    expect(wanted.length).toBeGreaterThan(400)
    expect([...new Set(ids)].sort()).toEqual(wanted.sort())
  })

  test("dates that are none are refused by the server", async () => {
    server = await contractServer(
      (_request, response) => void response.writeHead(422).end("startDate is no date"),
    )
    await expect(idsRead("?startDate=soon")).rejects.toThrow("answers 422: startDate is no date")
  })

  test("while sessions arrive, bounce and go away", async () => {
    let rows = rowsOf(1800).sort((a, b) => (a.createdAt < b.createdAt ? 1 : -1))
    const gone = new Set<string>()
    let requests = 0
    await serve(
      () => {
        requests++
        if (requests % 5 === 0) {
          rows = [{ _id: `late-${requests}`, createdAt: new Date().toISOString(), bounced: false }, ...rows]
        }
        const bounces = rows[(requests * 31) % rows.length]
        if (requests % 3 === 0 && bounces) bounces.bounced = true
        const leaves = rows[(requests * 47) % rows.length]
        if (requests % 4 === 0 && leaves) {
          gone.add(leaves._id)
          rows = rows.filter((row) => row !== leaves)
        }
        return rows
      },
      (time, from, to) => time >= from && time <= to,
    )
    const expected = rowsOf(1800)
    const read = new Set(await idsRead())
    expect(gone.size).toBeGreaterThan(50)
    expect(expected.filter(({ _id }) => !read.has(_id) && !gone.has(_id))).toEqual([])
  })
})
