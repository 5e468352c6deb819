import { join } from "node:path"
import { registerShop } from "@holdfast/shop"
import { createAuth } from "./account/auth.ts"
import { createDirectory } from "./account/directory.ts"
import { createKeyUsage } from "./account/key-usage.ts"
import { assertSecretFits } from "./account/keys.ts"
import { loadSecret } from "./account/secret.ts"
import { openBilling } from "./billing/billing.ts"
import { createBillingSystems } from "./billing/connection/billing-systems.ts"
import { checkStripeKey } from "./billing/connection/check-stripe-key.ts"
import { openStripeBilling } from "./billing/stripe/open-stripe-billing.ts"
import type { Config } from "./config.ts"
import { connect } from "./connect.ts"
import { assertWritable } from "./db/assert-writable.ts"
import { openDatabase } from "./db/database.ts"
import { backgroundSilenceMs } from "./db/open-pool.ts"
import { openReads } from "./db/open-reads.ts"
import { openDemo } from "./demo/open-demo.ts"
import { openExportPools } from "./export/export-pool.ts"
import { createExports } from "./export/exports.ts"
import { restFor } from "./export/file/resting.ts"
import { type FirstRunResult, firstRun } from "./first-run.ts"
import { startFlowLive } from "./flow/live/start-flow-live.ts"
import { libreTranslate } from "./flow/translate/libre-translate.ts"
import { buildApp } from "./http/app.ts"
import { assertPortFree } from "./http/assert-port-free.ts"
import { builtPlayer, keepPlayers, keepUntilKept } from "./http/kept-players.ts"
import { readProxyCountry } from "./http/proxy-country.ts"
import { serveFiles } from "./http/serve-files.ts"
import { createHeartbeat } from "./insight/downtime/heartbeat.ts"
import { openJobQueue, runJobs } from "./jobs/run-jobs.ts"
import { describeError } from "./log/describe-error.ts"
import { openLog } from "./log/open-log.ts"
import { createMailer } from "./mail/mailer.ts"
import { createBrandImages } from "./recording/brand-images.ts"
import { createRecordings } from "./recording/recordings.ts"
import { root } from "./root.ts"
import { createHealth } from "./session/health/health.ts"
import { startLive } from "./session/live/start-live.ts"
import { createIntake } from "./session/report/intake.ts"
import { openStorage } from "./storage/open-storage.ts"
import { createCompanyServers } from "./webhook/ask-company.ts"
import { createSender } from "./webhook/send/create-sender.ts"
import { openPost } from "./webhook/send/open-post.ts"
import { openPublicNet } from "./webhook/send/public-net.ts"
import { withPatience } from "./with-patience.ts"

/**
 * Longest that an answer of the database may take to come where somebody waits for it. A server that fails over, or
 * drops packets, is left for a new connection then.
 */
const answerTimeoutMs = 8000

/** Longest that stopping waits for what is under way. The database is left then all the same, which ends it. */
const stopPatienceMs = 4500

export interface RunningServer extends FirstRunResult {
  hasShop: boolean
  close(): Promise<void>
}

/**
 * Everything from the database to the listening port. What was started is stopped again when a later part fails.
 * @param report progress for a person who waits
 */
export async function startServer(config: Config, report: (message: string) => void): Promise<RunningServer> {
  const log = openLog(config.logLevel)
  const running: (() => Promise<unknown>)[] = []
  let explain = (error: unknown) => error
  const stopAll = async (parts: typeof running) => {
    for (const stop of parts) {
      await stop().catch((error: unknown) => log.error({ error: describeError(error) }, "while stopping"))
    }
  }
  const close = async () => {
    const [leaveDatabase, ...parts] = running.splice(0)
    await withPatience(stopAll(parts.reverse()), stopPatienceMs)
    if (leaveDatabase) await stopAll([leaveDatabase])
  }
  try {
    await assertPortFree(config.host, config.port)
    const { database, address, isCluster, close: disconnect, ...connection } = await connect(config, report)
    running.push(disconnect)
    explain = connection.explain
    const secret = loadSecret(config.dataDir, config.secret)
    await assertSecretFits(database.db, secret)
    const onIdleError = () => log.warn("lost an idle database connection")
    const login = createAuth({ address, secret: secret.forLogins, url: config.url, onIdleError })
    running.push(login.close)
    const widget = join(root, "packages/widget/dist")
    const findPlayer = () => builtPlayer(widget)
    const result = await firstRun({ config, database, auth: login.auth, secret, report, findPlayer })

    const reads = openReads(address, onIdleError)
    running.push(reads.close)
    const serving = openDatabase(address, onIdleError, { answerTimeoutMs })
    running.push(serving.close)
    const background = openDatabase(address, onIdleError, { max: 10, silenceMs: backgroundSilenceMs })
    running.push(background.close)
    const live = await startLive({ pool: serving.pool, address, log })
    running.push(live.close)
    const flowLive = await startFlowLive({ pool: serving.pool, db: serving.db, address, log })
    running.push(flowLive.close)
    const heartbeat = createHeartbeat(serving.db, log)
    running.push(heartbeat.close)
    const now = () => new Date()
    const directory = createDirectory(serving.db, secret, now)
    const keyUsage = createKeyUsage(serving.db, (error) =>
      log.warn({ error: describeError(error) }, "could not write down when keys were used"),
    )
    running.push(keyUsage.close)
    const health = createHealth(serving.db, (error) =>
      log.warn({ error: describeError(error) }, "could not write down what clients sent wrongly"),
    )
    running.push(health.close)
    const storage = await openStorage(config)
    const players = keepPlayers(storage)
    const recordings = createRecordings({
      ...{ database: serving, announce: live.announce, storage, secret, url: config.url },
      batchesOfOneWorkspace: isCluster,
    })
    const exports = createExports({
      database: background,
      pools: openExportPools(address, onIdleError, config.databaseUrl === null),
      rest: restFor(reads.pool),
      storage,
      secret,
      url: config.url,
      log,
      now,
    })
    running.push(exports.close)
    const demo = await openDemo({ config, directory, db: serving.db, secret, now })
    if (demo) running.push(demo.billing.close)
    // the demo's account is not at Stripe
    const apiOf = (key: string) => (key === demo?.connection?.key ? demo.billing.url : config.stripeApi)
    const systems = createBillingSystems({
      ...{ db: serving.db, secret, apiBase: config.stripeApi, now },
      open: (account) => openStripeBilling({ ...account, apiBase: apiOf(account.key) }),
    })
    const post = openPost(config.allowsPrivateWebhooks)
    running.push(async () => post.close())
    const outside = openPublicNet(config.allowsPrivateWebhooks)
    running.push(async () => outside.close())
    const company = createCompanyServers({ database: serving, secret, post, now })
    const billing = openBilling({
      ...systems,
      carriers: [company.serverOf],
      forget(workspaceId) {
        systems.forget(workspaceId)
        company.forget(workspaceId)
      },
      teller: { secret, url: config.url },
      checkKey: (key) => checkStripeKey(apiOf(key))(key),
      log,
      now,
    })
    const app = await buildApp({
      services: {
        database: serving,
        reads,
        cursorKey: secret.forCursors,
        secret,
        directory,
        keyUsage,
        auth: login.auth,
        billing,
        intake: createIntake({
          database: serving,
          announce: live.announce,
          batchesOfOneWorkspace: isCluster,
        }),
        recordings,
        players,
        brandImages: createBrandImages(outside, now),
        health,
        live,
        flowLive,
        proxyCountry: readProxyCountry(config),
        translator: config.translate && libreTranslate(config.translate),
        isMailConfigured: config.smtpUrl !== null,
        exports,
        allowsPrivateWebhooks: config.allowsPrivateWebhooks,
        searchScope: config.searchScope ?? (isCluster ? "workspace" : "installation"),
        url: config.url,
        now,
      },
      readiness: () => assertWritable(serving.pipelined),
      logger: log,
      trustProxy: config.trustProxy,
    })
    running.push(() => app.close())
    if (demo) await registerShop(app, { ...demo.keys, ...demo.billing, holdfastUrl: config.url })
    const stopKeeping = await keepUntilKept(players, widget, (error) =>
      log.warn(
        { error: describeError(error) },
        "could not keep the player of this build; tried again each minute",
      ),
    )
    running.push(async () => stopKeeping())
    await serveFiles(app, { dashboard: join(root, "apps/dashboard/dist"), widget, players })
    const queue = openJobQueue(address, onIdleError, answerTimeoutMs)
    running.push(() => queue.end())
    const jobs = await runJobs(queue, {
      database: background,
      secret,
      mailer: createMailer(config),
      live,
      billing,
      recordings,
      exports,
      log,
    })
    running.push(jobs.stop, exports.stop)
    const webhooks = createSender({
      ...{ database: serving, secret, post, log, now },
      systemOf: systems.systemOf,
    })
    webhooks.start()
    running.push(webhooks.stop)
    await exports
      .sweep(new Date())
      .catch((error: unknown) => log.error({ error: describeError(error) }, "could not look after exports"))
    // the greeting says where it listens, for a person to read
    log.level = "warn"
    await app.listen({ host: config.host, port: config.port })
    heartbeat.start()
    log.level = config.logLevel
    return { ...result, hasShop: demo !== null, close }
  } catch (error) {
    const explained = explain(error)
    await close()
    throw explained
  }
}
