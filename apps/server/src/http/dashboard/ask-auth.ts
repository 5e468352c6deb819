import type { FastifyReply, FastifyRequest } from "fastify"
import { addressHeader } from "../../account/auth.ts"
import type { Services } from "../services.ts"

/** What better-auth is told of a request: where it comes from, and nothing that could pass for an address of its own. */
const passedOn = ["origin", "referer", "user-agent", "sec-fetch-site", "sec-fetch-mode", "sec-fetch-dest"]

export interface Question {
  /** Below `/api/auth`. */
  path: string
  body: object
  /** As much of the browser's cookies as the answer may depend on. */
  cookie?: string | undefined
}

/** Puts a request to better-auth, which answers a web `Request`. */
export function askAuth(
  { auth, url }: Services,
  request: FastifyRequest,
  { path, body, cookie }: Question,
): Promise<Response> {
  const headers = new Headers({ "content-type": "application/json", [addressHeader]: request.ip })
  for (const name of passedOn) {
    const value = request.headers[name]
    if (value !== undefined) headers.set(name, [value].flat().join(", "))
  }
  if (cookie !== undefined) headers.set("cookie", cookie)
  const address = new URL(`/api/auth${path}`, url)
  return auth.handler(new Request(address, { method: "POST", headers, body: JSON.stringify(body) }))
}

/** The status and the cookies of its answer; where it refused, its reason as well. */
export async function passOn(answer: Response, reply: FastifyReply): Promise<void> {
  void reply.code(answer.status)
  for (const cookie of answer.headers.getSetCookie()) void reply.header("set-cookie", cookie)
  if (!answer.ok) void reply.send(await answer.json())
}
