import pino from "pino"
import { expect, test } from "vitest"
import { databaseOfTest } from "../testing/test-database.ts"
import type { TestDatabase } from "../testing/test-postgres.ts"
import { keepWorking, type Worker } from "./keep-working.ts"

/** A worker of jobs that say when they began, and end when they are let. */
interface HeldJobs {
  worker: Worker
  warnings: string[]
  /** How many of this name have begun. */
  begun(name: JobName): number
  /** Lets those of this name end, from now on. */
  letEnd(name: JobName): void
}

const names = ["first", "second", "third", "fourth", "fifth"] as const
type JobName = (typeof names)[number]

async function startHeldJobs({ pool }: TestDatabase): Promise<HeldJobs> {
  const begun: string[] = []
  const warnings: string[] = []
  const ends = new Map(names.map((name) => [name, Promise.withResolvers<void>()]))
  const taskList = Object.fromEntries(
    names.map((name) => [
      name,
      async () => {
        begun.push(name)
        await ends.get(name)?.promise
      },
    ]),
  )
  const log = pino({ level: "warn" }, { write: (line: string) => void warnings.push(JSON.parse(line).msg) })
  const worker = await keepWorking({ pgPool: pool, concurrency: 4, taskList }, log)
  return {
    worker,
    warnings,
    begun: (name) => begun.filter((each) => each === name).length,
    letEnd: (name) => ends.get(name)?.resolve(),
  }
}

const queue = ({ pool }: TestDatabase, name: JobName) =>
  pool.query("select graphile_worker.add_job($1)", [name])

/** The notes of how a job ended that the database refuses, as when the connection is lost at that moment. */
interface RefusedNotes {
  count(): Promise<number>
  /** They are taken again. */
  end(): Promise<void>
}

async function refuseNotes({ pool }: TestDatabase): Promise<RefusedNotes> {
  // a sequence counts also what is rolled back
  await pool.query(`
    create sequence refused minvalue 0;
    select nextval('refused');
    create function refuse() returns trigger language plpgsql as $$
      begin perform nextval('refused'); raise 'the connection is lost'; end $$;
    create trigger refuse before delete on graphile_worker._private_jobs for each row execute function refuse()`)
  return {
    count: async () => Number((await pool.query("select last_value from refused")).rows[0].last_value),
    end: async () => void (await pool.query("drop function refuse cascade")),
  }
}

/** Jobs at work, whose ends are not noted for now. */
async function startAtOnce(database: TestDatabase, ...those: JobName[]) {
  const jobs = await startHeldJobs(database)
  for (const name of those) await queue(database, name)
  await expect.poll(() => those.map(jobs.begun)).toEqual(those.map(() => 1))
  return { jobs, refused: await refuseNotes(database) }
}

/** How many jobs are queued or at work, as far as it is noted. */
async function countJobs({ pool }: TestDatabase): Promise<number> {
  return (await pool.query("select id from graphile_worker._private_jobs")).rows.length
}

const four = ["first", "second", "third", "fourth"] as const

/** The end of the first cannot be noted; those of the others are, one after the other. */
async function endFour(database: TestDatabase, jobs: HeldJobs, refused: RefusedNotes): Promise<void> {
  const [first, ...others] = four
  jobs.letEnd(first)
  await expect.poll(refused.count).toBe(1)
  await refused.end()
  for (const [at, name] of others.entries()) {
    jobs.letEnd(name)
    await expect.poll(() => countJobs(database)).toBe(others.length - at)
  }
}

test("jobs go on behind an end that cannot be noted, though three others end before the worker does", async () => {
  const database = await databaseOfTest()
  const { jobs, refused } = await startAtOnce(database, ...four)
  await endFour(database, jobs, refused)
  jobs.letEnd("fifth")
  await queue(database, "fifth")
  await expect.poll(() => jobs.begun("fifth")).toBe(1)
  expect(jobs.warnings).toEqual(["the background jobs stopped; they are started again"])
  await jobs.worker.stop()
})

test("stopping waits for a job that a worker began which takes no more", async () => {
  const database = await databaseOfTest()
  const { jobs, refused } = await startAtOnce(database, "first", "second")
  jobs.letEnd("first")
  await expect.poll(() => jobs.warnings).toHaveLength(1)
  await refused.end()
  let isStopped = false
  const stopping = jobs.worker.stop().then(() => {
    isStopped = true
  })
  // nobody takes another job by now
  await expect.poll(() => nobodyListens(database)).toBe(true)
  expect(isStopped).toBe(false)
  jobs.letEnd("second")
  await stopping
})

test("stopping ends although the end of a job cannot be noted, and three others end after it", async () => {
  const database = await databaseOfTest()
  const { jobs, refused } = await startAtOnce(database, ...four)
  const stopping = jobs.worker.stop()
  await endFour(database, jobs, refused)
  await stopping
})

const nobodyListens = async ({ pool }: TestDatabase): Promise<boolean> => {
  const { rows } = await pool.query(
    `select 1 from pg_stat_activity where datname = current_database() and query like 'LISTEN "jobs:insert"%'`,
  )
  return rows.length === 0
}
