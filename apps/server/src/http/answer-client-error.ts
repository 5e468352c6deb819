import { STATUS_CODES } from "node:http"
import type { Socket } from "node:net"
import type { ApiErrorBody } from "@holdfast/protocol/dashboard"

const known: Readonly<Record<string, { status: number; code: string; message: string }>> = {
  ERR_HTTP_REQUEST_TIMEOUT: {
    status: 408,
    code: "too_slow",
    message: "The request did not come to its end in time.",
  },
  HPE_HEADER_OVERFLOW: {
    status: 431,
    code: "too_large",
    message: "The address and the headers of the request are too long.",
  },
}
const unreadable = { status: 400, code: "not_http", message: "This is no request that can be read." }

/** Answers what is no request, on the bare socket: no route, no hook and no header of the app has seen it. */
export function answerClientError(error: Error & { code?: string }, socket: Socket): void {
  if (error.code === "ECONNRESET" || !socket.writable) return void socket.destroy()
  const { status, code, message } = known[error.code ?? ""] ?? unreadable
  const body = JSON.stringify({ error: { code, message } } satisfies ApiErrorBody)
  const lines = [
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}`,
    "content-type: application/json; charset=utf-8",
    `content-length: ${Buffer.byteLength(body)}`,
    "cache-control: no-store",
    "content-security-policy: default-src 'none'; frame-ancestors 'none'",
    "referrer-policy: no-referrer",
    "x-content-type-options: nosniff",
    "connection: close",
  ]
  socket.end(`${lines.join("\r\n")}\r\n\r\n${body}`)
}
