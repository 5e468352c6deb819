import { createServer, type IncomingHttpHeaders, type ServerResponse } from "node:http"
import type { AddressInfo } from "node:net"

export interface Received {
  headers: IncomingHttpHeaders
  body: string
}

export interface TestReceiver {
  url: string
  /** What came, in order. */
  received: Received[]
  /** What it answers: 200 with nothing unless a test says otherwise. */
  answer: (response: ServerResponse, received: Received) => void
  close(): Promise<void>
}

/** A company's own server that takes webhooks, on this machine. */
export async function testReceiver(): Promise<TestReceiver> {
  const server = createServer((request, response) => {
    let body = ""
    request.setEncoding("utf8").on("data", (part: string) => {
      body += part
    })
    request.on("end", () => {
      const received = { headers: request.headers, body }
      receiver.received.push(received)
      receiver.answer(response, received)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", () => resolve()))
  const receiver: TestReceiver = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`,
    received: [],
    answer: (response) => void response.end(),
    async close() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
  return receiver
}
