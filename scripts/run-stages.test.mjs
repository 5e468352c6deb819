import { expect, test } from "vitest"
import { runStages } from "./run-stages.mjs"

const passed = { passed: 1, failed: 0 }

/** A screen to print on, and what stands on it. */
function paper() {
  const lines = []
  return { lines, write: (text) => lines.push(String(text).trim()) }
}

/** A stage that ends when it is told to. */
function held(title, { cores = 1, needs, counts = passed } = {}) {
  let end
  const over = new Promise((done) => {
    end = () => done(counts)
  })
  let begun
  const isBegun = new Promise((done) => {
    begun = done
  })
  return {
    title,
    cores,
    needs,
    end,
    isBegun,
    work() {
      begun()
      return over
    },
  }
}

test("as many stages run at once as there are cores, in their order", async () => {
  const [a, b, wide, c] = [held("a"), held("b"), held("wide", { cores: 2 }), held("c")]
  const seen = []
  for (const stage of [a, b, wide, c]) stage.isBegun.then(() => seen.push(stage.title))
  const running = runStages([a, b, wide, c], 2, paper())
  await b.isBegun
  a.end()
  b.end()
  await wide.isBegun
  expect(seen).toEqual(["a", "b", "wide"])
  wide.end()
  await c.isBegun
  c.end()
  expect(await running).toMatchObject({ passed: 4, failed: 0 })
})

test("a stage that takes more cores than there are runs alone", async () => {
  expect(await runStages([{ title: "wide", cores: 8, work: async () => passed }], 1, paper())).toMatchObject(
    passed,
  )
})

test("what a stage prints stays together, whatever runs beside it", async () => {
  const screen = paper()
  const say = (title, other) => ({
    title,
    cores: 1,
    async work(run) {
      await run(process.execPath, ["-e", `console.log("${title} begins")`])
      await other?.()
      await run(process.execPath, ["-e", `console.log("${title} ends")`])
      return passed
    },
  })
  let secondIsOver
  const over = new Promise((done) => {
    secondIsOver = done
  })
  const second = say("second")
  const watched = { ...second, work: (run) => second.work(run).finally(secondIsOver) }
  await runStages([say("first", () => over), watched], 2, screen)
  expect(screen.lines).toEqual([
    "· first",
    "first begins",
    "first ends",
    "· second",
    "second begins",
    "second ends",
  ])
})

test("a stage that breaks counts as failed, and so does one that needs it", async () => {
  const screen = paper()
  const breaks = { title: "build", cores: 1, work: () => Promise.reject(new Error("no disk")) }
  const needs = { title: "suite", cores: 1, needs: "build", work: async () => passed }
  const other = { title: "lint", cores: 1, work: async () => passed }
  expect(await runStages([breaks, needs, other], 1, screen)).toMatchObject({ passed: 1, failed: 2 })
  expect(screen.lines.join("\n")).toContain("suite: not run, because this failed: build")
  expect(screen.lines.join("\n")).toContain("no disk")
})

test("a program that is killed fails", async () => {
  const codes = []
  const work = async (run) => {
    codes.push(await run(process.execPath, ["-e", "process.kill(process.pid, 'SIGKILL')"]))
    return passed
  }
  await runStages([{ title: "killed", cores: 1, work }], 1, paper())
  expect(codes).toEqual([1])
})

test("those that failed are named with their stage at the end, or have the last lines of what it printed", async () => {
  const total = await runStages(
    [
      { title: "tests", cores: 1, work: async () => ({ passed: 2, failed: 1, names: ["a.test.ts: adds"] }) },
      {
        title: "types",
        cores: 1,
        async work(run) {
          const says = "for (let i = 1; i <= 50; i++) console.log('line', i)"
          return { passed: 0, failed: await run(process.execPath, ["-e", `${says}; process.exit(1)`]) }
        },
      },
      { title: "late", cores: 1, needs: "types", work: async () => passed },
    ],
    1,
    paper(),
  )
  const last = Array.from({ length: 39 }, (_, i) => `line ${i + 12}`).join("\n")
  expect(total.names).toEqual(["tests: a.test.ts: adds", `types: 1 failed\n${last}`, "late: not run"])
})
