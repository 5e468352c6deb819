import type { FastifyRequest } from "fastify"
import { findLogin } from "../../account/find-login.ts"
import {
  endLogin,
  type Factor,
  type LoginEnd,
  recordBegan,
  recordRefused,
} from "../../account/logins/record-logins.ts"
import { readLoginToken } from "../../account/read-login-token.ts"
import { describeError } from "../../log/describe-error.ts"
import type { Services } from "../services.ts"
import { whoAsks } from "../who-asks.ts"

/** Somebody is let in: it is written down, and the login that their browser had until now ends. */
export async function beginLogin(
  services: Services,
  request: FastifyRequest,
  person: { id: string; email: string },
  factor: Factor,
): Promise<void> {
  const { database, now } = services
  await endPresentedLogin(services, request, "signed in again")
  await recordBegan(database.db, { person, factor, address: request.ip, now: now() })
}

/** Ends the login whose cookie came along, if there is one. */
export async function endPresentedLogin(
  { auth, database, now }: Services,
  request: FastifyRequest,
  why: LoginEnd,
): Promise<void> {
  const token = await readLoginToken(auth, request.headers.cookie ?? "")
  const login = token === null ? null : await findLogin(database.db, token, null)
  if (!login) return
  const { id: loginId, user: person } = login
  await endLogin(database.db, { loginId, person, why, address: request.ip, now: now() })
}

/**
 * Somebody is not let in. Written down beside the answer and not before it: how long it takes must not tell whether
 * anybody has that email.
 */
export function refuseLogin(
  { database, secret, now }: Services,
  request: FastifyRequest,
  email: string,
  factor: Factor,
): void {
  const who = whoAsks(request)
  const writing = recordRefused(database.db, secret, { email, factor, address: request.ip, now: now() })
  void writing.then(
    (person) => request.log.info({ code: "login_refused", status: 401, ...who, person, factor }, "refused"),
    (error: unknown) => request.log.error(describeError(error), "a refused sign-in is not in the audit log"),
  )
}
