import Stripe from "stripe"
import { expect, test } from "vitest"
import { sendUnder } from "./send-under.ts"

/** Answers in this order: an error is thrown, anything else is given. */
function answering(...answers: unknown[]) {
  const keys: string[] = []
  const send = async ({ idempotencyKey }: { idempotencyKey: string }) => {
    keys.push(idempotencyKey)
    const answer = answers.shift()
    if (answer instanceof Error) throw answer
    return answer
  }
  return { keys, send }
}

const fault = (headers: Record<string, string> = {}) =>
  new Stripe.errors.StripeAPIError({ message: "Sorry", type: "api_error", statusCode: 500, headers } as never)
const replayed = { "idempotent-replayed": "true" }

test("each call of a request has a key of its own, the same at every sending", async () => {
  const { keys, send } = answering("made", "done", "made")
  const once = sendUnder("a")
  expect([
    await once("schedule", send),
    await once("", send),
    await sendUnder("a")("schedule", send),
  ]).toEqual(["made", "done", "made"])
  expect(keys).toEqual(["a:schedule", "a", "a:schedule"])
})

test("a fault that Stripe gives once more is not waited out: the call goes under the next key", async () => {
  const { keys, send } = answering(fault(replayed), fault(replayed), "done")
  expect(await sendUnder("a")("", send)).toBe("done")
  expect(keys).toEqual(["a", "a:2", "a:3"])
})

test("a fault of this moment is not sent again, since nobody knows what it did", async () => {
  const now = fault()
  const { keys, send } = answering(fault(replayed), now, "done")
  await expect(sendUnder("a")("", send)).rejects.toBe(now)
  expect(keys).toEqual(["a", "a:2"])
})

test("old faults without an end are given up", async () => {
  const { keys, send } = answering(...Array.from({ length: 9 }, () => fault(replayed)))
  await expect(sendUnder("a")("", send)).rejects.toThrow("Sorry")
  expect(keys).toHaveLength(5)
})
