import { createHash, randomUUID } from "node:crypto"
import { roles } from "@holdfast/protocol"
import { fattestSession } from "../../../session/testing/fattest-session.ts"
import { authHash, flowToken, type TestApp, type TestWorkspace } from "../../../testing/test-app.ts"

/** Who asks: headers, and what they put into a body of the widget. */
export interface FuzzCaller {
  headers: Readonly<Record<string, string>>
  body: Readonly<Record<string, unknown>>
}

/** Two workspaces, in one of which the fattest sessions lie that are kept. */
export interface FuzzWorld {
  server: TestApp
  shop: TestWorkspace
  other: TestWorkspace
}

const fatSessions = 30

/**
 * Passwords of a fuzz are hashed fast: a person has no more than one, and nobody guesses it. Two slow hashes for each of
 * a world's people took nine tenths of a run.
 */
export async function hashPasswordsFast({ auth }: TestApp): Promise<void> {
  const { password } = await auth.$context
  password.hash = async (text) => createHash("sha256").update(text).digest("hex")
  password.verify = async ({ hash, password: text }) => hash === (await password.hash(text))
}

export async function makeFuzzWorld(server: TestApp): Promise<FuzzWorld> {
  const shop = await server.addWorkspace("Shop")
  const other = await server.addWorkspace("Other")
  for (let i = 0; i < fatSessions; i++) {
    const customerId = `fat_${i}`
    const { statusCode } = await server.app.inject({
      method: "POST",
      url: "/v1/api/sessions/sdk",
      headers: proofHeaders(shop, customerId),
      payload: fattestSession(customerId),
    })
    if (statusCode !== 200) throw new Error(`a fat session is answered ${statusCode}`)
  }
  return { server, shop, other }
}

const proofHeaders = (workspace: TestWorkspace, customerId: string) => ({
  "x-ck-app": workspace.appId,
  "x-ck-customer": customerId,
  "x-ck-authorization": authHash(workspace, customerId),
})

/** Everybody, with logins that are new: calls end logins and remove people. */
export async function makeCallers({ server, shop, other }: FuzzWorld): Promise<FuzzCaller[]> {
  const { url } = server
  const people: FuzzCaller[] = []
  for (const role of roles) {
    people.push({ headers: { cookie: await server.signIn(shop, role), origin: url }, body: {} })
  }
  people.push({ headers: { cookie: await server.signIn(other, "owner"), origin: url }, body: {} })
  const programs = [shop.dataKeyLive, shop.dataKeyTest, "live_data_wrong"].map((key) => ({
    headers: { "x-ck-app": shop.appId, "x-ck-api-key": key },
    body: {},
  }))
  const customers = ["fat_1", "cus_1", "cus_2"].map((customerId) => ({
    headers: proofHeaders(shop, customerId),
    body: { app: shop.appId, customerId, authHash: authHash(shop, customerId), run: randomUUID() },
  }))
  const token = flowToken(shop, { c: "cus_3", m: "test", t: Date.now() })
  return [
    ...people,
    ...programs,
    ...customers,
    { headers: { "x-ck-app": shop.appId, "x-hf-token": token }, body: { app: shop.appId, token } },
    { headers: { origin: url }, body: {} },
    { headers: {}, body: { app: shop.appId } },
  ]
}
