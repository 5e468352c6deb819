import pino from "pino"
import { expect, test } from "vitest"
import { workerLogger } from "./worker-logger.ts"

function logged(write: (logger: ReturnType<typeof workerLogger>) => void) {
  const lines: string[] = []
  const log = pino({ base: null, timestamp: false, level: "debug" }, { write: (line) => lines.push(line) })
  write(workerLogger(log))
  return lines.map((line) => JSON.parse(line))
}

const error = Object.assign(new Error('invalid input: "ada@example.com"'), { code: "22P02" })
const described = { name: "Error", code: "22P02", frames: expect.any(Array) }

test.for([
  [
    "a job that failed",
    `Failed task 7 (deliver-mail, 3.02ms, attempt 1 of 1) with error '${error.message}':\n  ${error.stack}`,
    "Failed task 7 (deliver-mail, 3.02ms, attempt 1 of 1)",
  ],
  [
    "the clock that failed",
    `Cron hit an error; restarting in 100ms (attempt 1): ${error}`,
    "Cron hit an error; restarting in 100ms (attempt 1)",
  ],
  ["jobs that could not be ended", `Failed to complete jobs '7':\n${error}`, "Failed to complete jobs '7'"],
  [
    "a job that could not be given back",
    `Failed to release job '7' after failure '${error.message}'; committing seppuku\n${error.message}`,
    "Failed to release job '7'",
  ],
  ["a bare stack", String(error.stack), "Error"],
] as const)("of %s the log gets no value", ([, message, kept]) => {
  for (const meta of [{ error }, { fatalError: error }]) {
    const lines = logged((logger) => logger.error(message, meta))
    expect(lines).toEqual([{ level: 50, from: "jobs", error: described, msg: kept }])
    expect(JSON.stringify(lines)).not.toContain("ada@example.com")
  }
  expect(logged((logger) => logger.warn(message))).toEqual([{ level: 40, from: "jobs", msg: kept }])
})

test("its chatter is for debugging", () => {
  expect(logged((logger) => logger.info("Worker connected and looking for jobs"))).toEqual([
    { level: 20, from: "jobs", msg: "Worker connected and looking for jobs" },
  ])
})
