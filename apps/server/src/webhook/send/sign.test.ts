import { createHmac } from "node:crypto"
import { expect, test } from "vitest"
import { makeWebhookSecret, signatureHeaders } from "./sign.ts"

test("the signature of Standard Webhooks is that of its specification", () => {
  // the example of the specification's own libraries
  const secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
  const headers = signatureHeaders(
    { id: "msg_p5jXN8AQM9LWM0D4loKWxJek", at: new Date(1_614_265_330_000), body: '{"test": 2432232314}' },
    [secret],
  )
  expect(headers["webhook-timestamp"]).toBe("1614265330")
  expect(headers["webhook-signature"]).toBe("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=")
})

test("while a secret is replaced both sign, and ck-signature is that of the new one over the body", () => {
  const [newest, before] = [makeWebhookSecret(), makeWebhookSecret()]
  const content = { id: "1", at: new Date(1_614_265_330_500), body: '{"a":"ä"}' }
  const headers = signatureHeaders(content, [newest, before])
  const each = [newest, before].map((secret) =>
    createHmac("sha256", Buffer.from(secret.slice(6), "base64"))
      .update(`1.1614265330.${content.body}`)
      .digest("base64"),
  )
  expect(headers["webhook-signature"]).toBe(`v1,${each[0]} v1,${each[1]}`)
  expect(headers["ck-signature"]).toBe(createHmac("sha256", newest).update(content.body).digest("hex"))
})

test("secrets differ, and have 32 bytes", () => {
  const [one, other] = [makeWebhookSecret(), makeWebhookSecret()]
  expect(one).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/)
  expect(one).not.toBe(other)
})
