import { chmodSync, mkdtempSync, readFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import type { APIRequestContext } from "@playwright/test"

function makeFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "holdfast-e2e-"))
  // the database's own user must be able to enter
  chmodSync(folder, 0o755)
  return folder
}

/** The product under test: one server on an empty data folder for all specs. */

// the configuration is read again in every worker: the folder of the first time must last
process.env.HOLDFAST_E2E_DATA ??= makeFolder()
const dataDir = process.env.HOLDFAST_E2E_DATA
const port = 4979

export const product = {
  url: `http://127.0.0.1:${port}`,
  owner: { email: "owner@example.com", password: "correct horse battery staple" },
  /** The socket of the embedded PostgreSQL. */
  databaseSocket: join(dataDir, "postgres/socket"),
  env: {
    PORT: String(port),
    HOLDFAST_DATA: dataDir,
    HOLDFAST_OWNER_EMAIL: "owner@example.com",
    HOLDFAST_OWNER_PASSWORD: "correct horse battery staple",
    LOG_LEVEL: "warn",
    // the company's own server of a test is on this machine
    HOLDFAST_WEBHOOK_PRIVATE: "allow",
    // as of a server behind a proxy on this machine, which tells countries
    HOLDFAST_TRUST_PROXY: "127.0.0.1",
    HOLDFAST_COUNTRY_HEADER: "x-e2e-country",
  },
} as const

export interface Keys {
  appId: string
  flowKey: string
  dataKeyLive: string
  dataKeyTest: string
  configKey: string
}

/** The first set of keys, from the file that the server names when it starts. */
export const readKeys = (): Keys => JSON.parse(readFileSync(join(dataDir, "keys.json"), "utf8")) as Keys

export interface SessionRecord {
  _id: string
  canceled: boolean
  /** Absent where the decision stands. */
  decisionState?: string
  aborted?: boolean
  saveType: string | null
  bounced: boolean
  createdAt: string
  customActionHandler?: string
  surveyChoiceValue?: string
  feedback?: string
  acceptedOffer?: Record<string, unknown>
  stepsViewed?: { stepType: string; duration?: number }[]
  customer: { id: string; email?: string; planId?: string }
}

/** A customer's live sessions through the Data API, newest first, bounced ones included. */
export async function sessionsOf(request: APIRequestContext, customerId: string): Promise<SessionRecord[]> {
  const { appId, dataKeyLive } = readKeys()
  const headers = { "x-ck-app": appId, "x-ck-api-key": dataKeyLive }
  const of = async (bounced: boolean) => {
    const query = `customerId=${encodeURIComponent(customerId)}&bounced=${bounced}`
    const answer = await request.get(`${product.url}/v1/data/sessions?${query}`, { headers })
    return (await answer.json()) as SessionRecord[]
  }
  const all = [...(await of(false)), ...(await of(true))]
  return all.sort((a, b) => (a.createdAt < b.createdAt ? 1 : -1))
}
