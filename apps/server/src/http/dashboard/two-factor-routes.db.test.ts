import { afterAll, beforeAll, beforeEach, expect, test } from "vitest"
import { hashOfRecoveryCode } from "../../account/two-factor/recovery-codes.ts"
import { sealFactor, unsealFactor } from "../../account/two-factor/seal.ts"
import { totpAt } from "../../account/two-factor/totp.ts"
import { type TestApp, type TestPerson, type TestWorkspace, testApp } from "../../testing/test-app.ts"
import { type TestBrowser, testBrowser } from "../../testing/test-browser.ts"
import { unbase32 } from "../../testing/unbase32.ts"

let server: TestApp
let shop: TestWorkspace
let other: TestWorkspace
let person: TestPerson
let browser: TestBrowser
beforeAll(async () => {
  server = await testApp()
  shop = await server.addWorkspace("Shop")
  other = await server.addWorkspace("Other")
})
afterAll(() => server.close())
beforeEach(async () => {
  // better-auth's clock, which asks for the codes at the sign-in, does not stand still
  server.setTime(new Date())
  await server.database.pool.query("truncate auth.attempt, auth.familiar")
  person = await server.addPerson(shop, "admin")
  browser = testBrowser(server, "203.0.113.1")
  await browser.signIn(person)
})

const password = "correct horse battery"

/** What the app shows, at a moment that both clocks have: the server's, and better-auth's, which does not stand still. */
function codeFor(secret: string, shiftMs = 0): string {
  const now = Date.now()
  server.setTime(now)
  return totpAt(unbase32(secret), new Date(now + shiftMs))
}

/** Sets a second factor up a minute ago, so that the code of now has not been used; answers the secret and the recovery codes. */
async function turnOn(): Promise<{ secret: string; recoveryCodes: string[] }> {
  const { secret } = (await browser.send("POST", "/api/me/two-factor/set-up", { password })).json()
  const code = codeFor(secret, -60_000)
  server.setTime(Date.now() - 60_000)
  const answer = await browser.send("POST", "/api/me/two-factor/confirm", { code })
  server.setTime(Date.now())
  return { secret, recoveryCodes: answer.json().recoveryCodes }
}

const signInElsewhere = async () => {
  const elsewhere = testBrowser(server, "203.0.113.9")
  const { email } = person
  const answer = await elsewhere.send("POST", "/api/auth/sign-in/email", { email, password })
  return { elsewhere, answer: answer.json() as { needsSecondFactor: boolean } }
}
const verify = (from: TestBrowser, code: string) =>
  from.send("POST", "/api/auth/two-factor/verify-totp", { code })
const recover = (from: TestBrowser, code: string) =>
  from.send("POST", "/api/auth/two-factor/verify-backup-code", { code })
const statusOfMe = async (from: TestBrowser) => (await from.send("GET", "/api/me")).statusCode

const auditOf = async (workspace: TestWorkspace) => {
  const rows = await server.database.db
    .selectFrom("audit_entry")
    .select(["action", "actor_kind", "actor_name", "address", "target_kind", "target_name"])
    .where("workspace_id", "=", workspace.id)
    .where("target_name", "=", person.email)
    .where("action", "not in", ["login.began", "login.refused", "login.ended"])
    .orderBy("id")
    .execute()
  return rows
}

test("a second factor counts once the first code made from it is right", async () => {
  const set = await browser.send("POST", "/api/me/two-factor/set-up", { password })
  const { secret, uri } = set.json()
  expect(uri).toBe(
    `otpauth://totp/${encodeURIComponent(`Holdfast:${person.email}`)}?secret=${secret}&issuer=Holdfast&digits=6&period=30`,
  )
  expect(secret).toMatch(/^[A-Z2-7]{52}$/)
  expect((await browser.send("GET", "/api/me/two-factor")).json()).toEqual({
    isOn: false,
    recoveryCodesLeft: 0,
  })
  expect((await signInElsewhere()).answer).toEqual({ needsSecondFactor: false })

  const wrong = await browser.send("POST", "/api/me/two-factor/confirm", { code: codeFor(secret, 3600_000) })
  expect([wrong.statusCode, wrong.json().error.code]).toEqual([422, "wrong_code"])
  const right = await browser.send("POST", "/api/me/two-factor/confirm", { code: codeFor(secret) })
  expect([right.statusCode, right.json().recoveryCodes.length]).toEqual([200, 10])
  expect((await browser.send("GET", "/api/me/two-factor")).json()).toEqual({
    isOn: true,
    recoveryCodesLeft: 10,
  })
  expect((await browser.send("GET", "/api/me")).json().user.hasTwoFactor).toBe(true)
})

test("setting it up ends the logins that were made with the password alone", async () => {
  const { elsewhere } = await signInElsewhere()
  expect(await statusOfMe(elsewhere)).toBe(200)
  await turnOn()
  expect([await statusOfMe(elsewhere), await statusOfMe(browser)]).toEqual([401, 200])
})

test("a code to confirm with can be guessed ten times, and then not even the right one is taken", async () => {
  const { secret } = (await browser.send("POST", "/api/me/two-factor/set-up", { password })).json()
  const confirm = async (code: string) =>
    (await browser.send("POST", "/api/me/two-factor/confirm", { code })).statusCode
  for (let n = 0; n < 10; n++) expect(await confirm(codeFor(secret, 3600_000))).toBe(422)
  expect(await confirm(codeFor(secret))).toBe(429)
})

test("setting it up again gives another secret until one is confirmed, and none afterwards", async () => {
  const setUp = () => browser.send("POST", "/api/me/two-factor/set-up", { password })
  const [first, second] = [(await setUp()).json().secret, (await setUp()).json().secret]
  const confirm = (code: string) => browser.send("POST", "/api/me/two-factor/confirm", { code })
  expect((await confirm(codeFor(first))).statusCode).toBe(422)
  expect((await confirm(codeFor(second))).statusCode).toBe(200)
  const again = await setUp()
  expect([again.statusCode, again.json().error.code]).toEqual([409, "two_factor_on"])
  expect((await confirm(codeFor(second))).json().error.code).toBe("not_set_up")
})

test("each step asks for the password, ten times wrong at most", async () => {
  for (const path of ["set-up", "recovery-codes", "turn-off"]) {
    const body = path === "set-up" ? { password: "wrong" } : { password: "wrong", code: "123456" }
    const answer = await browser.send("POST", `/api/me/two-factor/${path}`, body)
    expect([answer.statusCode, answer.json().error.message]).toEqual([422, "This is not your password."])
  }
  for (let i = 3; i < 10; i++) await browser.send("POST", "/api/me/two-factor/set-up", { password: "wrong" })
  const answer = await browser.send("POST", "/api/me/two-factor/set-up", { password })
  expect([answer.statusCode, answer.headers["retry-after"]]).toEqual([429, "900"])
})

test("the sign-in asks for a code, and lets nobody in before", async () => {
  const { secret } = await turnOn()
  const { elsewhere, answer } = await signInElsewhere()
  expect(answer).toEqual({ needsSecondFactor: true })
  expect(await statusOfMe(elsewhere)).toBe(401)
  const wrong = await verify(elsewhere, codeFor(secret, 3600_000))
  expect([wrong.statusCode, wrong.json().code]).toEqual([401, "INVALID_CODE"])
  const code = codeFor(secret)
  const right = await verify(elsewhere, `${code.slice(0, 3)} ${code.slice(3)}`)
  expect([right.statusCode, right.json()]).toEqual([200, { needsSecondFactor: false }])
  expect(await statusOfMe(elsewhere)).toBe(200)
})

test("a code lets one in, not two", async () => {
  const { secret } = await turnOn()
  const [one, two] = [(await signInElsewhere()).elsewhere, (await signInElsewhere()).elsewhere]
  const code = codeFor(secret)
  const answers = await Promise.all([verify(one, code), verify(two, code)])
  expect(answers.map(({ statusCode }) => statusCode).sort()).toEqual([200, 401])
  const late = await verify((await signInElsewhere()).elsewhere, code)
  expect([late.statusCode, late.json().error.code]).toEqual([401, "code_used"])
})

test("five wrong codes end a sign-in, which then begins with the password again", async () => {
  const { secret } = await turnOn()
  const { elsewhere } = await signInElsewhere()
  for (let i = 0; i < 5; i++) await verify(elsewhere, codeFor(secret, (i + 100) * 60_000))
  const answer = await verify(elsewhere, codeFor(secret))
  expect([answer.statusCode, answer.json().code]).toEqual([400, "TOO_MANY_ATTEMPTS_REQUEST_NEW_CODE"])
  const after = await verify(elsewhere, codeFor(secret))
  expect([after.statusCode, after.json().error.code]).toEqual([401, "no_challenge"])
})

test("whoever knows the password guesses ten codes from one address; the person signs in elsewhere", async () => {
  const { secret } = await turnOn()
  const statuses: number[] = []
  for (let round = 0; round < 3; round++) {
    const { elsewhere } = await signInElsewhere()
    for (let i = 0; i < 4; i++) {
      const wrong = codeFor(secret, (round * 10 + i + 100) * 60_000)
      statuses.push((await verify(elsewhere, wrong)).statusCode)
    }
  }
  // the third sign-in is at the limit after two codes, and no password is taken there any more
  expect(statuses).toEqual([...Array<number>(10).fill(401), 429, 429])
  const attacker = testBrowser(server, "203.0.113.9")
  expect(await attacker.signIn(person)).toBe(429)
  const own = testBrowser(server, "203.0.113.77")
  expect(await own.signIn(person)).toBe(200)
  expect((await verify(own, codeFor(secret))).statusCode).toBe(200)
})

test("a recovery code lets in once, however it is typed", async () => {
  const { recoveryCodes } = await turnOn()
  const [code = "", next = ""] = recoveryCodes
  const first = await signInElsewhere()
  const typed = ` ${code.toUpperCase().replace("-", " ")}`
  expect((await recover(first.elsewhere, typed)).statusCode).toBe(200)
  expect(await statusOfMe(first.elsewhere)).toBe(200)
  const second = await signInElsewhere()
  const used = await recover(second.elsewhere, code)
  expect([used.statusCode, used.json().code]).toEqual([401, "INVALID_BACKUP_CODE"])
  expect((await recover(second.elsewhere, next)).statusCode).toBe(200)
  expect((await browser.send("GET", "/api/me/two-factor")).json().recoveryCodesLeft).toBe(8)
})

test("signing in with a recovery code is written down, with how many are left, and a wrong one is not", async () => {
  const { recoveryCodes } = await turnOn()
  for (const code of ["abcde-fghjk", ...recoveryCodes.slice(0, 2)]) {
    server.setTime(Date.now() + 1000)
    await recover((await signInElsewhere()).elsewhere, code)
  }
  const entries = await server.database.db
    .selectFrom("audit_entry")
    .select(["workspace_id", "actor_name", "address", "target_name", "detail"])
    .where("action", "=", "recovery-code.used")
    .where("actor_id", "=", person.id)
    .orderBy("id")
    .execute()
  const entry = {
    workspace_id: shop.id,
    actor_name: person.email,
    address: "203.0.113.9",
    target_name: person.email,
  }
  expect(entries).toEqual([
    { ...entry, detail: { codesLeft: 9 } },
    { ...entry, detail: { codesLeft: 8 } },
  ])
})

test("new recovery codes take the place of the old", async () => {
  const { secret, recoveryCodes } = await turnOn()
  const body = { password, code: codeFor(secret) }
  const answer = await browser.send("POST", "/api/me/two-factor/recovery-codes", body)
  const renewed: string[] = answer.json().recoveryCodes
  expect(renewed.filter((code) => recoveryCodes.includes(code))).toEqual([])
  const { elsewhere } = await signInElsewhere()
  expect((await recover(elsewhere, recoveryCodes[0] ?? "")).statusCode).toBe(401)
  expect((await recover(elsewhere, renewed[0] ?? "")).statusCode).toBe(200)
})

test("turned off, the password is enough again", async () => {
  const body = { password, code: codeFor((await turnOn()).secret) }
  expect((await browser.send("POST", "/api/me/two-factor/turn-off", body)).statusCode).toBe(204)
  const { elsewhere, answer } = await signInElsewhere()
  expect([answer.needsSecondFactor, await statusOfMe(elsewhere)]).toEqual([false, 200])
  for (const path of ["turn-off", "recovery-codes"]) {
    const again = await browser.send("POST", `/api/me/two-factor/${path}`, body)
    expect([again.statusCode, again.json().error.code]).toEqual([409, "two_factor_off"])
  }
})

test("a code without a sign-in, or with a forged cookie, is nobody's", async () => {
  const { secret } = await turnOn()
  const stranger = testBrowser(server, "203.0.113.5")
  expect((await verify(stranger, codeFor(secret))).json().error.code).toBe("no_challenge")
  // a login of one's own is no challenge either
  expect((await verify(browser, codeFor(secret))).json().error.code).toBe("no_challenge")
})

test("the code that confirms a second factor lets nobody in afterwards", async () => {
  const { secret } = (await browser.send("POST", "/api/me/two-factor/set-up", { password })).json()
  const code = codeFor(secret)
  expect((await browser.send("POST", "/api/me/two-factor/confirm", { code })).statusCode).toBe(200)
  const answer = await verify((await signInElsewhere()).elsewhere, code)
  expect([answer.statusCode, answer.json().error.code]).toEqual([401, "code_used"])
})

test("a code lets nobody in before its half minute", async () => {
  const { secret } = await turnOn()
  const answer = await verify((await signInElsewhere()).elsewhere, codeFor(secret, 30_000))
  expect([answer.statusCode, answer.json().code]).toEqual([401, "INVALID_CODE"])
})

test("taking a second factor away asks for it: a wrong or a used code does not do, a recovery code does", async () => {
  const { secret, recoveryCodes } = await turnOn()
  const send = (path: "turn-off" | "recovery-codes", code: string) =>
    browser.send("POST", `/api/me/two-factor/${path}`, { password, code })
  for (const path of ["turn-off", "recovery-codes"] as const) {
    for (const code of [codeFor(secret, 3600_000), "abcdef-abcdef-abcdef-abcdef", ""]) {
      const answer = await send(path, code)
      expect([answer.statusCode, answer.json().error.code]).toEqual([422, "wrong_code"])
    }
  }
  const used = codeFor(secret)
  expect((await verify((await signInElsewhere()).elsewhere, used)).statusCode).toBe(200)
  expect((await send("turn-off", used)).json().error.code).toBe("code_used")
  const [first = "", second = ""] = recoveryCodes
  const renewed: string[] = (await send("recovery-codes", first.toUpperCase())).json().recoveryCodes
  expect(renewed.length).toBe(10)
  expect((await send("turn-off", second)).json().error.code).toBe("wrong_code")
  expect((await send("turn-off", renewed[0] ?? "")).statusCode).toBe(204)
})

test("a code for taking it away can be guessed ten times, and a right password changes nothing", async () => {
  const { secret } = await turnOn()
  const turnOff = async (code: string) =>
    (await browser.send("POST", "/api/me/two-factor/turn-off", { password, code })).statusCode
  for (let n = 0; n < 10; n++) expect(await turnOff(codeFor(secret, 3600_000))).toBe(422)
  expect(await turnOff(codeFor(secret))).toBe(429)
})

test("a recovery code takes a second factor's place once, however many ask at the same time", async () => {
  const { recoveryCodes } = await turnOn()
  const [code = ""] = recoveryCodes
  const answers = await Promise.all(
    [1, 2, 3].map(() => browser.send("POST", "/api/me/two-factor/recovery-codes", { password, code })),
  )
  expect(answers.filter(({ statusCode }) => statusCode === 200).length).toBe(1)
})

test("recovery codes from before they were hashed are good for what they were", async () => {
  await turnOn()
  await server.database.db
    .updateTable("auth.twoFactor")
    .set({ backupCodes: await sealFactor(server.auth, JSON.stringify(["7kq2m-x9fwc", "abcde-fghjk"])) })
    .where("userId", "=", person.id)
    .execute()
  expect((await recover((await signInElsewhere()).elsewhere, "7KQ2M x9fwc")).statusCode).toBe(200)
  expect((await browser.send("GET", "/api/me/two-factor")).json().recoveryCodesLeft).toBe(1)
  const body = { password, code: "abcde-fghjk" }
  expect((await browser.send("POST", "/api/me/two-factor/turn-off", body)).statusCode).toBe(204)
})

test("secrets lie encrypted in the database, and of recovery codes only hashes", async () => {
  const { secret, recoveryCodes } = await turnOn()
  const { rows } = await server.database.pool.query(
    `select secret, "backupCodes" from auth."twoFactor" where "userId" = $1`,
    [person.id],
  )
  const stored = JSON.stringify(rows)
  for (const plain of [secret, unbase32(secret), recoveryCodes[0] ?? ""]) expect(stored).not.toContain(plain)
  const unsealed = JSON.parse(await unsealFactor(server.auth, rows[0].backupCodes))
  expect(unsealed).toEqual(recoveryCodes.map(hashOfRecoveryCode))
})

test("turning it on and off is written into the log of every workspace of the person", async () => {
  await server.database.db
    .insertInto("member")
    .values({ workspace_id: other.id, user_id: person.id, role: "viewer", created_at: new Date() })
    .execute()
  const { secret } = await turnOn()
  await browser.send("POST", "/api/me/two-factor/turn-off", { password, code: codeFor(secret) })
  const entry = {
    actor_kind: "person",
    actor_name: person.email,
    address: "203.0.113.1",
    target_kind: "person",
    target_name: person.email,
  }
  const both = [
    { action: "two-factor.enabled", ...entry },
    { action: "two-factor.disabled", ...entry },
  ]
  expect([await auditOf(shop), await auditOf(other)]).toEqual([both, both])
})
