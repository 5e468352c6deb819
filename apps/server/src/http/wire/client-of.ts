import type { FastifyRequest } from "fastify"
import type { Client } from "../../session/health/problem.ts"

/** As clients name themselves: no address, and no number that may be somebody's. */
const usable = /^(?!.*\d{5})@?[A-Za-z][A-Za-z0-9._/-]{0,39}$/
const withVersion = /^(@?[^@\s]*?)(?:[@/ -]v?(\d[\w.+-]{0,19}))$/

/** What a client says of itself: `embedVersion` of the session, or the first word of its `User-Agent`. */
export function clientOf({ body, headers }: Pick<FastifyRequest, "body" | "headers">): Client {
  const said = embedVersionIn(body)
  if (said !== null) return split(said)
  const [first = ""] = (headers["user-agent"] ?? "").split(" ")
  // every browser calls itself so, and says nothing of the script in it
  return first.startsWith("Mozilla/") ? unnamed : split(first)
}

const unnamed: Client = { name: "", version: "" }

function split(text: string): Client {
  const [, name = text, version = ""] = withVersion.exec(text) ?? []
  return usable.test(name) ? { name, version: /\d{5}/.test(version) ? "" : version } : unnamed
}

function embedVersionIn(body: unknown): string | null {
  const session = fieldOf(body, "session") ?? body
  const said = fieldOf(session, "embedVersion")
  return typeof said === "string" && said !== "" ? said.slice(0, 80) : null
}

const fieldOf = (value: unknown, name: string): unknown =>
  typeof value === "object" && value !== null ? (value as Record<string, unknown>)[name] : undefined
