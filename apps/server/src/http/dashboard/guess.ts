import type { FastifyReply, FastifyRequest } from "fastify"
import { admitGuess, type Guess } from "../../account/sign-in/admit-guess.ts"
import { ApiError } from "../api-error.ts"
import type { Services } from "../services.ts"
import { newDevice, readDevice, setDevice } from "./device-cookie.ts"

export interface OpenGuess extends Pick<Guess, "giveBack"> {
  /** It was right: the browser and its address are now familiar. */
  succeed(userId: string): Promise<void>
}

/**
 * Lets a guess at somebody's account through, or tells how long to wait.
 * @throws ApiError 429 with `retry-after`
 */
export async function openGuess(
  { database, secret, url, now }: Services,
  request: FastifyRequest,
  reply: FastifyReply,
  email: string,
): Promise<OpenGuess> {
  const known = readDevice(request, url)
  const device = known ?? newDevice()
  const guess = await admitGuess(database.db, secret, { email, address: request.ip, device }, now())
  if ("waitS" in guess) throw tooManyTries(reply, guess.waitS)
  return {
    giveBack: guess.giveBack,
    async succeed(userId) {
      await guess.succeed(userId)
      setDevice(reply, device, url)
    },
  }
}

export function tooManyTries(reply: FastifyReply, waitS: number): ApiError {
  void reply.header("retry-after", waitS)
  const minutes = Math.ceil(waitS / 60)
  const wait = minutes === 1 ? "a minute" : `${minutes} minutes`
  return new ApiError(429, "too_many_tries", `Too many wrong tries; wait ${wait}.`)
}
