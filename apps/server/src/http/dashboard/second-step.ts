import type { SignInAnswer } from "@holdfast/protocol/dashboard"
import type { FastifyReply, FastifyRequest } from "fastify"
import type { Factor } from "../../account/logins/record-logins.ts"
import { giveBackAttempt, type Limit, takeAttempt } from "../../account/sign-in/attempts.ts"
import { type Challenged, findChallenged } from "../../account/two-factor/find-challenged.ts"
import { isAppCode, recordRecovery, recoveryCodeAsKept } from "../../account/two-factor/second-factor.ts"
import { ApiError } from "../api-error.ts"
import type { Services } from "../services.ts"
import { askAuth, passOn } from "./ask-auth.ts"
import { digitsOf, onceFor } from "./confirm-code.ts"
import { openGuess } from "./guess.ts"
import { beginLogin, refuseLogin } from "./logins.ts"

/**
 * The second step with a code of the app. It works once, and not before its time, although better-auth takes it for a
 * minute and a half.
 */
export async function verifyTotp(
  services: Services,
  request: FastifyRequest,
  reply: FastifyReply,
  { code }: { code: string },
): Promise<void> {
  const { auth, database } = services
  const challenged = await challengedOf(services, request)
  const bare = digitsOf(code)
  const once = onceFor(services, challenged.userId, bare)
  // not the clock of `services`: better-auth has its own
  const given = { code: bare, now: new Date() }
  const fits = await isAppCode(database.db, auth, challenged.userId, given)
  // better-auth counts the wrong ones of a sign-in, and so gets one
  const question = { path: "/two-factor/verify-totp", body: { code: fits ? bare : "" } }
  await verify(services, request, reply, challenged, question, { factor: "password and app code", once })
}

/** The second step with a recovery code, which is used up by it. Nobody is let in before that is written down. */
export async function verifyRecoveryCode(
  services: Services,
  request: FastifyRequest,
  reply: FastifyReply,
  { code }: { code: string },
): Promise<void> {
  const { auth, database } = services
  const challenged = await challengedOf(services, request)
  const kept = await recoveryCodeAsKept(database.db, auth, challenged.userId, code)
  const question = { path: "/two-factor/verify-backup-code", body: { code: kept } }
  await verify(services, request, reply, challenged, question, {
    factor: "password and recovery code",
    onRight: () => {
      const person = { id: challenged.userId, email: challenged.email }
      const actor = { kind: "person", id: person.id, name: person.email, address: request.ip } as const
      return recordRecovery(database, auth, { person, actor, now: services.now() })
    },
  })
}

async function challengedOf({ auth, database }: Services, request: FastifyRequest): Promise<Challenged> {
  const challenged = await findChallenged(database.db, auth, request.headers.cookie ?? "")
  if (challenged) return challenged
  throw new ApiError(401, "no_challenge", "Sign in with your password first.")
}

interface Step {
  factor: Factor
  /** What lets a code in only one time. */
  once?: Limit
  onRight?: () => Promise<void>
}

async function verify(
  services: Services,
  request: FastifyRequest,
  reply: FastifyReply,
  { userId, email, cookie }: Challenged,
  question: { path: string; body: object },
  { factor, once, onRight }: Step,
): Promise<void> {
  const { database, now } = services
  const guess = await openGuess(services, request, reply, email)
  if (once && (await takeAttempt(database.db, once, now())) !== null) {
    throw new ApiError(401, "code_used", "This code has been used; wait for the next one.")
  }
  // the cookie of a login would make it confirm that one's own factor instead
  const answer = await askAuth(services, request, { ...question, cookie })
  if (answer.ok) {
    await guess.succeed(userId)
    await onRight?.()
    await beginLogin(services, request, { id: userId, email }, factor)
  } else {
    if (answer.status === 401) refuseLogin(services, request, email, factor)
    if (answer.status !== 401) await guess.giveBack()
    if (once) await giveBackAttempt(database.db, once)
  }
  await passOn(answer, reply)
  if (answer.ok) void reply.send({ needsSecondFactor: false } satisfies SignInAnswer)
}
