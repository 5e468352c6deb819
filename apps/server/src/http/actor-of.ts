import type { FastifyRequest } from "fastify"
import type { Actor } from "../account/audit/record-audit.ts"
import { signedIn } from "./access.ts"

/** The signed-in person of a request, as the audit log knows them. */
export function actorOf(request: FastifyRequest): Actor {
  const { id, email } = signedIn(request)
  return { kind: "person", id, name: email, address: request.ip }
}
