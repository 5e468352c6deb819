import { hashPassword as hashAsBefore } from "better-auth/crypto"
import { expect, test } from "vitest"
import { isOfKindBefore, passwordCost, passwordHashing } from "./password-hash.ts"

const { hash: hashPassword, verify: verifyPassword } = passwordHashing(passwordCost)

test("a password is hashed at the cost that ASVS 5.0 asks for, with a salt of its own", async () => {
  const [one, two] = [await hashPassword("correct horse"), await hashPassword("correct horse")]
  expect(one).toMatch(/^scrypt\$32768\$8\$3\$[\w-]{22}\$[\w-]{86}$/)
  expect(one).not.toBe(two)
  expect(isOfKindBefore(one)).toBe(false)
})

test("the password of a hash is known again, however its letters are composed, and no other is", async () => {
  const hash = await hashPassword("caf\u00e9 au lait")
  const typed = ["caf\u00e9 au lait", "cafe\u0301 au lait", "cafe au lait", "caf\u00e9 au lait "]
  const right = await Promise.all(typed.map((password) => verifyPassword({ hash, password })))
  expect(right).toEqual([true, true, false, false])
})

test("a hash of better-auth's own cost is still good, and is told apart", async () => {
  const hash = await hashAsBefore("correct horse")
  expect(isOfKindBefore(hash)).toBe(true)
  expect(await verifyPassword({ hash, password: "correct horse" })).toBe(true)
  expect(await verifyPassword({ hash, password: "correct house" })).toBe(false)
})

test.for(["", "x", "scrypt$1$1", "scrypt$32768$8$3$$", ":", "a:"])("%j is no hash", async (hash) => {
  await expect(verifyPassword({ hash, password: "x" })).rejects.toThrow("no hash of a password")
})
