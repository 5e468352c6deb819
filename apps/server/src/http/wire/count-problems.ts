import type { FastifyInstance, FastifyRequest } from "fastify"
import { fieldShape } from "../../session/health/field-shape.ts"
import type { Problem } from "../../session/health/problem.ts"
import { valueShape } from "../../session/health/value-shape.ts"
import { refusalOf } from "../refusal-of.ts"
import type { Services } from "../services.ts"
import { appIdOf } from "./app-id-of.ts"
import { clientOf } from "./client-of.ts"
import { leftOutOf } from "./tolerant-body.ts"

/** Asks for workspaces that wait for an answer; who is refused in floods is not counted further. */
const mostAsking = 50

/**
 * Counts for the page Health what clients sent that could not be read or was refused, after they were answered. A report
 * in which all is right costs two looks into a map.
 */
export function countProblems(wire: FastifyInstance, services: Services): void {
  let asking = 0
  const count = async (request: FastifyRequest, problems: readonly Problem[]) => {
    const appId = appIdOf(request)
    if (appId === null || asking === mostAsking) return
    asking += 1
    try {
      const entry = await services.directory.find(appId)
      if (!entry) return
      for (const problem of problems) services.health.count(entry.workspace, problem, services.now())
    } catch {
      // the database is away: nobody can tell whose it was
    } finally {
      asking -= 1
    }
  }
  wire.addHook("onResponse", (request, _reply, done) => {
    done()
    const problems = problemsOf(request)
    if (problems.length > 0) void count(request, problems)
  })
}

const none: readonly Problem[] = []

function problemsOf(request: FastifyRequest): readonly Problem[] {
  const refusal = refusalOf(request)
  const leftOut = leftOutOf(request)
  if (!refusal && !leftOut) return none
  const shared = {
    route: `${request.method} ${request.routeOptions.url ?? ""}`,
    client: clientOf(request),
  }
  if (!refusal) return (leftOut ?? []).map((each) => ({ ...shared, kind: "ignored", ...each }))
  const { status, code, violation } = refusal
  // neither a fault of ours nor the no of a billing system is the client's to mend
  if (status >= 500 || status === 402) return none
  const refused = { ...shared, kind: "refused" } as const
  if (!violation) return [{ ...refused, field: "", why: code, example: null }]
  const { path, why, value } = violation
  const example = value === undefined ? null : valueShape(value)
  return [{ ...refused, field: fieldShape(path) || "the body", why, example }]
}
