import type { IncomingMessage, ServerResponse } from "node:http"
import { afterEach, describe, expect, test } from "vitest"
import { readPages } from "./read-pages.ts"
import { type ContractServer, contractServer } from "./testing/contract-server.ts"
import { collect } from "./testing/import-into.ts"

interface Row {
  _id: string
  bounced: boolean
}

let server: ContractServer
afterEach(() => server.close())

const rowsOf = (count: number, isBounced = (_n: number) => false): Row[] =>
  Array.from({ length: count }, (_, n) => ({ _id: `id-${count - n}`, bounced: isBounced(count - n) }))

/** Pages over rows that may change between two requests. */
const serve = async (rows: () => Row[]) => {
  server = await contractServer((_request, response, query) => {
    const [limit, skip] = [Number(query.get("limit")), Number(query.get("skip"))]
    const asked = rows().filter((row) => String(row.bounced) === query.get("bounced"))
    response.end(JSON.stringify(asked.slice(skip, skip + limit)))
  })
}
const pages = (url: string, signal = new AbortController().signal) => ({
  url,
  appId: "theirapp",
  dataKey: "data_key",
  signal,
  pageSize: 10,
  firstWaitMs: 1,
})
const idsRead = async (url = `${server.url}/v1`) =>
  (await collect(readPages(pages(url)).items)).map((item) =>
    "value" in item ? (item.value as Row)._id : item,
  )

test("sessions that are not bounced, then those that are, until nothing lies behind a page", async () => {
  const rows = rowsOf(47, (n) => n % 4 === 0)
  await serve(() => rows)
  const ids = await idsRead()
  const part = (bounced: boolean) => rows.filter((row) => row.bounced === bounced).map((row) => row._id)
  expect(ids).toEqual([...part(false), ...part(true)])
  expect(server.asked).toEqual([
    // is there so much that it is better read in parts?
    "/v1/data/sessions?bounced=false&limit=1&skip=200",
    "/v1/data/sessions?bounced=true&limit=1&skip=200",
    "/v1/data/sessions?bounced=false&limit=10&skip=0",
    "/v1/data/sessions?bounced=false&limit=10&skip=9",
    "/v1/data/sessions?bounced=false&limit=10&skip=18",
    "/v1/data/sessions?bounced=false&limit=10&skip=27",
    "/v1/data/sessions?bounced=false&limit=10&skip=35",
    "/v1/data/sessions?bounced=true&limit=10&skip=0",
    "/v1/data/sessions?bounced=true&limit=10&skip=9",
    "/v1/data/sessions?bounced=true&limit=10&skip=10",
  ])
})

test.for([0, 1, 9, 10, 11, 19, 20, 28, 29])("%i sessions come once each", async (count) => {
  await serve(() => rowsOf(count))
  expect(await idsRead()).toEqual(rowsOf(count).map((row) => row._id))
})

test.for([2, 3, 4, 7, 9])(
  "a server that gives %i at once, whatever it is asked for, gives all",
  async (most) => {
    const rows = rowsOf(40)
    server = await contractServer((_request, response, query) => {
      const skip = Number(query.get("skip"))
      const count = Math.min(most, Number(query.get("limit")))
      response.end(JSON.stringify(query.get("bounced") === "true" ? [] : rows.slice(skip, skip + count)))
    })
    expect(await idsRead()).toEqual(rows.map((row) => row._id))
  },
)

test("a server that answers with its whole list each time is read once", async () => {
  const rows = rowsOf(7)
  server = await contractServer((_request, response, query) => {
    response.end(JSON.stringify(query.get("bounced") === "true" ? [] : rows))
  })
  expect(await idsRead()).toEqual(rows.map((row) => row._id))
})

test("a server that gives the same full page each time is told so rather than asked for ever", async () => {
  const rows = rowsOf(10)
  server = await contractServer((_request, response, query) => {
    response.end(JSON.stringify(rows.slice(0, Number(query.get("limit")))))
  })
  await expect(idsRead()).rejects.toThrow(`${server.url} gives the same sessions whatever is skipped.`)
})

test("sessions that arrive meanwhile hide none", async () => {
  let rows = rowsOf(35)
  await serve(() => {
    rows = [
      { _id: `late-${rows.length}`, bounced: false },
      { _id: `later-${rows.length}`, bounced: false },
      ...rows,
    ]
    return rows
  })
  const ids = await idsRead()
  expect(rowsOf(35).filter((row) => !ids.includes(row._id))).toEqual([])
})

test("sessions that go away meanwhile hide none", async () => {
  let rows = rowsOf(60)
  let requests = 0
  await serve(() => {
    // twelve of those that were read are gone, more than pages overlap; two requests ask how many there are
    if (++requests === 5) rows = rows.slice(12)
    return rows
  })
  const ids = await idsRead()
  expect(rowsOf(60).filter((row) => !ids.includes(row._id))).toEqual([])
})

test("a server without any order is told so rather than asked for ever", async () => {
  let page = 0
  server = await contractServer((_request, response) => {
    page++
    response.end(JSON.stringify(Array.from({ length: 10 }, (_, n) => ({ _id: `${page}-${n}` }))))
  })
  await expect(idsRead()).rejects.toThrow(`${server.url} gives its sessions in another order each time.`)
})

test.for([
  ["", "/v1/data/sessions?bounced=false&limit=1&skip=200"],
  ["/v1/", "/v1/data/sessions?bounced=false&limit=1&skip=200"],
  ["/v1/data", "/v1/data/sessions?bounced=false&limit=1&skip=200"],
  ["/v1/data/sessions", "/v1/data/sessions?bounced=false&limit=1&skip=200"],
  ["/own/v1/data/warehouse/sessions", "/own/v1/data/warehouse/sessions?bounced=false&limit=1&skip=200"],
  [
    "/v1?startDate=2025-01-01&skip=5",
    "/v1/data/sessions?startDate=2025-01-01&bounced=false&limit=1&skip=200",
  ],
] as const)("the address %s is asked for %s", async ([path, first]) => {
  await serve(() => [])
  expect(await idsRead(server.url + path)).toEqual([])
  expect(server.asked[0]).toBe(first)
})

test("the credentials travel in the contract's headers", async () => {
  const seen = new Set<string>()
  server = await contractServer(({ headers }, response) => {
    seen.add(`${headers["x-ck-app"]} ${headers["x-ck-api-key"]}`)
    response.end("[]")
  })
  await idsRead()
  expect([...seen]).toEqual(["theirapp data_key"])
})

test("a list in an object as data is a list", async () => {
  server = await contractServer((_request, response) => void response.end('{"data":[{"_id":"a"}]}'))
  expect(await idsRead()).toEqual(["a", "a"])
})

/** The first answers of a server, after which it gives one session. */
const stumble = async (...steps: ((request: IncomingMessage, response: ServerResponse) => void)[]) => {
  server = await contractServer((request, response, query) => {
    const step = steps.shift()
    if (step) step(request, response)
    else response.end(query.get("skip") === "0" ? '[{"_id":"a"}]' : "[]")
  })
}

test("what may be better next time is asked for again", async () => {
  await stumble(
    (_request, response) => void response.writeHead(429, { "retry-after": "0" }).end("slowly"),
    (_request, response) => void response.writeHead(503).end("soon"),
    (_request, response) => void response.writeHead(408).end("too slow"),
    (_request, response) => void response.writeHead(425).end("too early"),
    (request) => void request.socket.destroy(),
    (_request, response) => {
      response.writeHead(200, { "content-length": "1000" }).write('[{"_id":')
      setImmediate(() => response.destroy())
    },
  )
  expect(await idsRead()).toEqual(["a", "a"])
  expect(server.asked.filter((path) => path === server.asked[0])).toHaveLength(7)
})

test("a wait that a person would notice is told; what a server says does not reach the terminal's cursor", async () => {
  await stumble((_request, response) => {
    response.writeHead(429, { "retry-after": "840" }).end("slowly\u001b[2J")
  })
  const stop = new AbortController()
  const told: string[] = []
  const onWait = (sentence: string) => {
    told.push(sentence)
    stop.abort()
  }
  expect(await collect(readPages({ ...pages(server.url, stop.signal), onWait }).items)).toEqual([])
  expect(told).toEqual([`${server.url} answers 429: slowly·[2J Waiting 840 s.`])
})

test("a server that asks for more than a quarter of an hour is left alone", async () => {
  await stumble((_request, response) => void response.writeHead(429, { "retry-after": "3601" }).end("slowly"))
  await expect(idsRead()).rejects.toThrow(
    `${server.url} answers 429: slowly It asks to be left alone for 61 minutes; run the import again then.`,
  )
  expect(server.asked).toHaveLength(1)
})

describe("ended with a sentence", () => {
  test.for([
    [
      401,
      {},
      "x-ck-api-key is not a data key of this workspace.",
      "answers 401: x-ck-api-key is not a data key of this workspace.",
    ],
    [404, {}, "Org not found", "answers 404: Org not found"],
    [422, {}, "bounced is not known here", "answers 422: bounced is not known here"],
    [
      302,
      { location: "https://elsewhere.example.com/" },
      "",
      "sends to https://elsewhere.example.com/; give that address if it is the right one.",
    ],
    [200, {}, "<html>", "/v1/data/sessions answers with something that is no JSON."],
    [200, {}, '{"error":"no"}', "/v1/data/sessions answers without a list of records."],
    [500, {}, "broken", "answers 500: broken It was asked 7 times."],
  ] as const)("%i", async ([status, headers, body, sentence]) => {
    server = await contractServer((_request, response) => void response.writeHead(status, headers).end(body))
    await expect(idsRead()).rejects.toThrow(server.url + (sentence.startsWith("/") ? "" : " ") + sentence)
    expect(server.asked).toHaveLength(status === 500 ? 7 : 1)
  })

  test("a server that is not there", async () => {
    await serve(() => [])
    const { url } = server
    await server.close()
    await expect(idsRead(url)).rejects.toThrow(
      /^http:\/\/127\.0\.0\.1:\d+ does not answer \(.*ECONNREFUSED.*\)\. It was asked 7 times\.$/,
    )
  })

  test("an address with a password, and keys that no header can hold", async () => {
    await serve(() => [])
    await expect(idsRead("https://me:secret@example.com/v1")).rejects.toThrow(
      "The address holds a password; give --key instead.",
    )
    const odd = { ...pages(server.url), dataKey: "key\nx-other: 1" }
    await expect(collect(readPages(odd).items)).rejects.toThrow(
      "--app and --key take letters, digits and signs of ASCII.",
    )
  })
})

test("stopping while a server keeps silent ends the records", async () => {
  const stop = new AbortController()
  server = await contractServer((_request, response, query) => {
    if (query.get("limit") === "1") response.end("[]")
    else if (query.get("skip") === "0") response.end(JSON.stringify(rowsOf(10)))
    else stop.abort()
  })
  const items = await collect(readPages(pages(server.url, stop.signal)).items)
  expect(items).toHaveLength(10)
})
