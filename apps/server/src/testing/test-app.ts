import { createHmac } from "node:crypto"
import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import type { Role } from "@holdfast/protocol"
import type { FastifyInstance } from "fastify"
import pino from "pino"
import { type Auth, createAuth } from "../account/auth.ts"
import { createDirectory } from "../account/directory.ts"
import { createKeyUsage, type KeyUsage } from "../account/key-usage.ts"
import { createKeySet, type KeySet } from "../account/keys.ts"
import { addMember, setPerson } from "../account/people.ts"
import { loadSecret, type Secret } from "../account/secret.ts"
import { createWorkspace, newWorkspace } from "../account/workspaces.ts"
import { type BillingOptions, openBilling } from "../billing/billing.ts"
import { acceptEveryKey } from "../billing/testing/fake-key-check.ts"
import type { Config } from "../config.ts"
import { openDatabase } from "../db/database.ts"
import type { PostgresAddress } from "../db/embedded-postgres.ts"
import { openReads } from "../db/open-reads.ts"
import { demoId } from "../demo/demo-flows.ts"
import { openExportPools } from "../export/export-pool.ts"
import { createExports, type Exports } from "../export/exports.ts"
import { installFlows } from "../flow/install-flows.ts"
import { startFlowLive } from "../flow/live/start-flow-live.ts"
import { starterFlows } from "../flow/starter-flow.ts"
import type { Translator } from "../flow/translate/translator.ts"
import { buildApp } from "../http/app.ts"
import { type KeptPlayers, keepPlayers } from "../http/kept-players.ts"
import { readProxyCountry } from "../http/proxy-country.ts"
import type { BrandImages } from "../recording/brand-images.ts"
import { createRecordings, type Recordings } from "../recording/recordings.ts"
import { createHealth, type Health } from "../session/health/health.ts"
import { type Live, startLive } from "../session/live/start-live.ts"
import type { SearchScope } from "../session/read/session-filter.ts"
import { createIntake, type Intake } from "../session/report/intake.ts"
import { folderStorage } from "../storage/folder-storage.ts"
import type { Storage } from "../storage/storage.ts"
import type { TestDatabase } from "./test-postgres.ts"

export interface TestWorkspace extends KeySet {
  id: string
  blueprintId: string
}

export interface TestPerson {
  id: string
  email: string
  password: string
}

export interface TestApp {
  app: FastifyInstance
  address: PostgresAddress
  database: TestDatabase
  live: Live
  intake: Intake
  recordings: Recordings
  players: KeptPlayers
  health: Health
  keyUsage: KeyUsage
  secret: Secret
  auth: Auth
  /** The public address. */
  url: string
  /** Nothing is prepared unless the test says so: no jobs run here. */
  exports: Exports
  /** Moves the server's clock; it stands still otherwise. */
  setTime(time: string | number | Date): void
  addWorkspace(name: string): Promise<TestWorkspace>
  /** A person with a role, who may be in other workspaces as well. */
  addPerson(workspace: TestWorkspace, role: Role): Promise<TestPerson>
  /** A new person with a role; answers the cookie of their login. */
  signIn(workspace: TestWorkspace, role: Role): Promise<string>
  close(): Promise<void>
}

interface TestAppOptions {
  readTimeoutMs?: number
  /** Taken instead of a new one of Vitest's; it is closed with the app. */
  database?: TestDatabase
  url?: string
  /** Where files lie, made of a folder of its own. */
  storage?: (folder: Storage) => Storage
  beside?: TestApp
  isMailConfigured?: boolean
  /** What is missing of a flow is translated by it; by nothing unless given. */
  translator?: Translator | null
  /** The workspaces' billing; their own callbacks unless given. */
  billing?: Partial<BillingOptions>
  searchScope?: SearchScope
  /** Whether webhooks may go to this machine. */
  allowsPrivateWebhooks?: boolean
  /** The logos of merchants; none unless given. */
  brandImages?: BrandImages
  /** As of a server behind a proxy. */
  trustProxy?: Config["trustProxy"]
  countryHeader?: string | null
}

/** Everybody signs in with it. */
export const testPassword = "correct horse battery"

/**
 * The real app on a real, empty database, without a socket: requests go in through `app.inject`.
 * @param readTimeoutMs when a question to the database is stopped, for tests that wait for it
 * @param beside another server, whose database this one shares
 * @param url the public address, for a test that listens on it
 */
export async function testApp({
  readTimeoutMs = 60_000,
  beside,
  isMailConfigured = true,
  translator = null,
  billing = {},
  searchScope = "installation",
  allowsPrivateWebhooks = false,
  brandImages = { read: async () => null },
  trustProxy = false,
  countryHeader = null,
  storage = (folder) => folder,
  database: given,
  url = "http://127.0.0.1:4870",
}: TestAppOptions = {}): Promise<TestApp> {
  const database = beside ? openBeside(beside.database) : (given ?? (await emptyDatabase()))
  const secret = loadSecret("", "a secret for tests, long enough to be taken")
  const login = createAuth({
    address: database.address,
    secret: secret.forLogins,
    url,
    onIdleError: () => {},
    cost: { N: 1024, r: 8, p: 1 },
  })
  const reads = openReads(database.address, () => {}, readTimeoutMs)
  const logger = pino({ level: "silent" })
  const live = await startLive({ pool: database.pool, address: database.address, log: logger })
  const flowLive = await startFlowLive({
    pool: database.pool,
    db: database.db,
    address: database.address,
    log: logger,
  })
  let now = new Date("2026-11-01T12:00:00.000Z")
  const intake = createIntake({ database, announce: live.announce })
  const keyUsage = createKeyUsage(database.db, () => {})
  const health = createHealth(database.db, () => {})
  const files = mkdtempSync(join(tmpdir(), "hf-files-"))
  const kept = storage(folderStorage(files))
  const players = keepPlayers(kept)
  const recordings = createRecordings({
    ...{ database, announce: live.announce, storage: kept, secret, url },
  })
  const exports = createExports({
    database,
    pools: openExportPools(database.address, () => {}, false),
    rest: async () => {},
    storage: kept,
    secret,
    url,
    log: logger,
    now: () => now,
  })
  const app = await buildApp({
    services: {
      database,
      reads,
      cursorKey: secret.forCursors,
      secret,
      directory: createDirectory(database.db, secret, () => now),
      keyUsage,
      auth: login.auth,
      billing: openBilling({
        ...{ teller: { secret, url }, log: logger, now: () => now, checkKey: acceptEveryKey },
        ...billing,
      }),
      intake,
      recordings,
      players,
      brandImages,
      health,
      live,
      flowLive,
      proxyCountry: readProxyCountry({ countryHeader, trustProxy }),
      translator,
      isMailConfigured,
      exports,
      allowsPrivateWebhooks,
      searchScope,
      url,
      now: () => now,
    },
    readiness: async () => {},
    logger,
    trustProxy,
  })
  let people = 0
  const makePerson = async (): Promise<TestPerson> => {
    const person = { email: `person-${++people}@example.com`, password: testPassword }
    const { userId } = await setPerson(login.auth, { ...person, name: "Person" })
    return { id: userId, ...person }
  }
  const addPerson = async (workspace: TestWorkspace, role: Role): Promise<TestPerson> => {
    const person = await makePerson()
    await addMember(database.db, workspace.id, person.id, role, now)
    return person
  }
  return {
    app,
    addPerson,
    database,
    address: database.address,
    live,
    intake,
    recordings,
    players,
    health,
    keyUsage,
    secret,
    auth: login.auth,
    url,
    exports,
    setTime: (time) => {
      now = new Date(time)
    },
    async addWorkspace(name) {
      const workspace = newWorkspace(name, now)
      // the demo's own ids, so that a test can seed the demo into the workspace as well
      const blueprintId = demoId(workspace.id, "blueprint Primary Flow 1")
      const keys = await createKeySet(database.db, secret, workspace, "test")
      const flows = starterFlows(
        { flow: demoId(workspace.id, "flow Primary Flow"), blueprint: blueprintId },
        now,
      )
      await installFlows(database.db, workspace.id, flows, now)
      await createWorkspace(database.db, workspace, now)
      return { ...keys, id: workspace.id, blueprintId }
    },
    async signIn(workspace, role) {
      const { id, email, password } = await makePerson()
      const answer = await app.inject({
        method: "POST",
        url: "/api/auth/sign-in/email",
        headers: { origin: url },
        // from an address of their own: the tries of each are counted
        remoteAddress: `10.0.${people >> 8}.${people & 255}`,
        payload: { email, password },
      })
      // only now: the workspace's audit log is the test's own
      await addMember(database.db, workspace.id, id, role, now)
      const cookies = [answer.headers["set-cookie"]].flat().map((cookie) => String(cookie).split(";")[0])
      return cookies.find((cookie) => cookie?.startsWith("holdfast.session_token=")) ?? ""
    },
    async close() {
      await app.close()
      await keyUsage.close()
      await health.close()
      await exports.close()
      rmSync(files, { recursive: true, force: true })
      await live.close()
      await flowLive.close()
      await login.close()
      await reads.close()
      await database.close()
    },
  }
}

/** Loaded only where it is asked for: Vitest can be imported in its own tests alone. */
const emptyDatabase = async () => (await import("./test-database.ts")).testDatabase()

const openBeside = ({ address }: TestDatabase): TestDatabase => ({
  address,
  ...openDatabase(address, () => {}),
})

/** What a merchant's server does, with nothing but Node's `crypto`. */
export const merchantHmac = (key: string, message: string) =>
  createHmac("sha256", key).update(message).digest("hex")

export const authHash = (workspace: Pick<KeySet, "flowKey">, customerId: string) =>
  merchantHmac(workspace.flowKey, customerId)

export function flowToken(workspace: KeySet, claims: Record<string, unknown>): string {
  const encoded = Buffer.from(JSON.stringify({ a: workspace.appId, ...claims })).toString("base64url")
  return `hf2_${encoded}.${merchantHmac(`hf2_${workspace.flowKey}`, `hf2_${encoded}`)}`
}
