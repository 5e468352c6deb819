import { createServer, type IncomingMessage, type ServerResponse } from "node:http"
import type { AddressInfo } from "node:net"

export interface ContractServer {
  url: string
  /** Paths and queries that were asked for, in order. */
  asked: string[]
  close(): Promise<void>
}

/** Another vendor's server, as far as an import sees it. */
export async function contractServer(
  answer: (request: IncomingMessage, response: ServerResponse, query: URLSearchParams) => void,
): Promise<ContractServer> {
  const asked: string[] = []
  const server = createServer((request, response) => {
    asked.push(request.url ?? "")
    answer(request, response, new URL(request.url ?? "", "http://own").searchParams)
  })
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}`,
    asked,
    close: () =>
      new Promise((closed) => {
        server.close(() => closed())
        server.closeAllConnections()
      }),
  }
}
