import { type Config, readConfig } from "../config.ts"
import { isDatabaseAway } from "../db/is-database-away.ts"
import { keysFile } from "../first-run.ts"
import { root } from "../root.ts"
import { type RunningServer, startServer } from "../start-server.ts"
import { withPatience } from "../with-patience.ts"
import { explainError } from "./explain-error.ts"
import { progressLine } from "./progress-line.ts"

/** Longest that stopping may take, PostgreSQL's own stop included; what is not done by then is left to the next start. */
const stopPatienceMs = 9500

/** `holdfast start`: runs the server until it is told to stop. Answers the exit code. */
export async function start(): Promise<number> {
  let config: Config
  try {
    config = readConfig(process.env, root)
  } catch (error) {
    await tellLauncher("refused")
    throw error
  }
  const report = progressLine()
  let server: RunningServer | null = null
  const asked = untilAskedToStop()
  try {
    const starting = startServer(config, report)
    const first = await Promise.race([starting, asked])
    if (first === "stop") {
      await untilStopped(starting.then((late) => late.close()))
      return 0
    }
    server = first
  } catch (error) {
    process.stderr.write(`Holdfast did not start. ${explainError(error, config)}\n`)
    await tellLauncher(isDatabaseAway(error) ? "away" : "refused")
    return 1
  }
  greet(config, server)
  await tellLauncher("ready")
  await asked
  process.stdout.write("Stopping\n")
  await untilStopped(server.close())
  return 0
}

/**
 * What the launcher goes by when this process ends: it starts one again that was ready, and one whose database is away.
 * A start that was refused will be refused again.
 */
const tellLauncher = (state: "ready" | "away" | "refused") =>
  new Promise<void>((done) => (process.send ? process.send(state, () => done()) : done()))

/** A signal, or the launcher that started this process went away. */
function untilAskedToStop(): Promise<"stop"> {
  return new Promise((asked) => {
    for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => asked("stop"))
    process.on("disconnect", () => asked("stop"))
  })
}

const untilStopped = (stopping: Promise<void>) =>
  withPatience(
    stopping.catch(() => {}),
    stopPatienceMs,
  )

function greet(config: Config, { generatedPassword, hasShop }: RunningServer): void {
  const password = generatedPassword
    ? `password  ${generatedPassword}   (shown this once)`
    : config.ownerPassword
      ? "password  the one in HOLDFAST_OWNER_PASSWORD when it was first started"
      : "password  shown at the first start"
  const lines = [
    "",
    "  Holdfast is ready",
    "",
    `  Dashboard   ${config.url}`,
    ...(hasShop ? [`  Demo shop   ${config.url}/shop/`] : []),
    `  Owner       ${config.ownerEmail}`,
    `              ${password}`,
    `  Keys        ${keysFile(config)}`,
    "",
    "  Ctrl-C stops it.",
    "",
  ]
  process.stdout.write(`${lines.join("\n")}\n`)
}
