import type { SignInAnswer } from "@holdfast/protocol/dashboard"
import type { FastifyReply, FastifyRequest } from "fastify"
import { renewHash } from "../../account/password/renew-hash.ts"
import type { Services } from "../services.ts"
import { askAuth, passOn } from "./ask-auth.ts"
import { openGuess } from "./guess.ts"
import { beginLogin, refuseLogin } from "./logins.ts"

export interface SignInBody {
  email: string
  password: string
}

/** The first step, and for who has no second factor the only one. */
export async function signIn(
  services: Services,
  request: FastifyRequest,
  reply: FastifyReply,
  body: SignInBody,
): Promise<void> {
  const guess = await openGuess(services, request, reply, body.email)
  // without the cookies of an earlier login, which are none of its business
  const answer = await askAuth(services, request, { path: "/sign-in/email", body })
  // a wrong one was counted before it was made
  if (answer.status === 401) {
    refuseLogin(services, request, body.email, "password")
    return passOn(answer, reply)
  }
  if (!answer.ok) {
    await guess.giveBack()
    return passOn(answer, reply)
  }
  await renewHash(services.database.db, services.auth, body, services.now())
  const said = (await answer.json()) as { twoFactorRedirect?: boolean; user?: { id: string; email: string } }
  // not forgiven before the code is right, too: else a known password would buy guesses at codes without end
  if (said.user) {
    await guess.succeed(said.user.id)
    await beginLogin(services, request, said.user, "password")
  } else await guess.giveBack()
  await passOn(answer, reply)
  void reply.send({ needsSecondFactor: said.twoFactorRedirect === true } satisfies SignInAnswer)
}
