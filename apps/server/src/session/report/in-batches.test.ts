import { setImmediate as turnOfTheLoop } from "node:timers/promises"
import fc from "fast-check"
import { expect, test } from "vitest"
import { inBatches } from "./in-batches.ts"

interface Item {
  turn: string
  n: number
}

/** Work that ends when it is told to, with everything it was given. */
function slowWork() {
  const begun: { items: readonly Item[]; end: () => void; break: (error: Error) => void }[] = []
  const work = (items: readonly Item[]) =>
    new Promise<PromiseSettledResult<number>[]>((done, fail) => {
      const settled = items.map(({ n }) =>
        n < 0
          ? ({ status: "rejected", reason: new Error(`no ${n}`) } as const)
          : ({ status: "fulfilled", value: n } as const),
      )
      begun.push({ items, end: () => done(settled), break: fail })
    })
  const batches = () => begun.map(({ items }) => items.map(({ turn, n }) => `${turn}${n}`).join(" "))
  return { work, begun, batches }
}

const turnOf = ({ turn }: Item) => turn

test("one that comes alone is begun at once, and those that come meanwhile are done together", async () => {
  const { work, begun, batches } = slowWork()
  const add = inBatches({ turnOf, work, atOnce: 1, size: 3 })
  const results = [add({ turn: "a", n: 1 })]
  await turnOfTheLoop()
  expect(batches()).toEqual(["a1"])
  for (const turn of ["b", "c", "d", "e"]) results.push(add({ turn, n: 1 }))
  await turnOfTheLoop()
  expect(batches()).toEqual(["a1"])
  begun[0]?.end()
  await expect.poll(batches).toEqual(["a1", "b1 c1 d1"])
  begun[1]?.end()
  await expect.poll(batches).toEqual(["a1", "b1 c1 d1", "e1"])
  begun[2]?.end()
  expect(await Promise.all(results)).toEqual([1, 1, 1, 1, 1])
})

test("a second one of a turn waits until the first is done, and holds nobody up", async () => {
  const { work, begun, batches } = slowWork()
  const add = inBatches({ turnOf, work, atOnce: 2, size: 10 })
  const results = [1, 2, 3].map((n) => add({ turn: "a", n }))
  await expect.poll(batches).toEqual(["a1"])
  results.push(add({ turn: "a", n: 4 }), add({ turn: "b", n: 1 }))
  await expect.poll(batches).toEqual(["a1", "b1"])
  for (let done = 0; done < 5; done++) {
    await expect.poll(() => begun.length).toBeGreaterThan(done)
    begun[done]?.end()
  }
  expect(batches()).toEqual(["a1", "b1", "a2", "a3", "a4"])
  expect(await Promise.all(results)).toEqual([1, 2, 3, 4, 1])
})

test("those that come together share the batches that are free", async () => {
  const { work, begun, batches } = slowWork()
  const add = inBatches({ turnOf, work, atOnce: 3, size: 3 })
  const results = Array.from("abcdefg", (turn) => add({ turn, n: 1 }))
  await expect.poll(batches).toEqual(["a1 b1 c1", "d1 e1", "f1 g1"])
  for (const turn of "hijkl") results.push(add({ turn, n: 1 }))
  begun[1]?.end()
  await expect.poll(() => batches().at(-1)).toBe("h1 i1 j1")
  begun[0]?.end()
  await expect.poll(() => batches().at(-1)).toBe("k1 l1")
  for (const { end } of begun) end()
  expect(await Promise.all(results)).toEqual(results.map(() => 1))
})

test("beside a batch that runs another one is begun only for so many; alone, one is begun for whoever is there", async () => {
  const { work, begun, batches } = slowWork()
  const add = inBatches({ turnOf, work, atOnce: 2, size: 10, worthwhile: 3 })
  const results = Array.from("ab", (turn) => add({ turn, n: 1 }))
  await expect.poll(batches).toEqual(["a1 b1"])
  for (const turn of "cd") results.push(add({ turn, n: 1 }))
  await turnOfTheLoop()
  expect(batches()).toEqual(["a1 b1"])
  results.push(add({ turn: "e", n: 1 }))
  await expect.poll(batches).toEqual(["a1 b1", "c1 d1 e1"])
  results.push(add({ turn: "f", n: 1 }))
  begun[0]?.end()
  await results[0]
  await turnOfTheLoop()
  expect(batches().length).toBe(2)
  begun[1]?.end()
  await expect.poll(() => batches().at(-1)).toBe("f1")
  begun[2]?.end()
  expect(await Promise.all(results)).toEqual(results.map(() => 1))
})

test("those who are too few for another batch have one all the same where the one that runs takes long", async () => {
  const { work, begun, batches } = slowWork()
  const add = inBatches({ turnOf, work, atOnce: 2, size: 10, worthwhile: 3, patienceMs: 1 })
  const results = [add({ turn: "a", n: 1 })]
  await expect.poll(batches).toEqual(["a1"])
  for (const turn of "bc") results.push(add({ turn, n: 1 }))
  await expect.poll(batches).toEqual(["a1", "b1 c1"])
  for (const { end } of begun) end()
  expect(await Promise.all(results)).toEqual([1, 1, 1])
})

test("behind a batch the next one waits for as many as were there, and for no more than is worthwhile", async () => {
  const { work, begun, batches } = slowWork()
  const add = inBatches({ turnOf, work, atOnce: 1, size: 10, worthwhile: 4, gatherMs: 1_000_000 })
  const results = Array.from("ab", (turn) => add({ turn, n: 1 }))
  const rest = async () => {
    for (let i = 0; i < 3; i++) await turnOfTheLoop()
  }
  const addAlone = (turn: string) => {
    results.push(add({ turn, n: 1 }))
    return rest()
  }
  await expect.poll(batches).toEqual(["a1 b1"])
  begun[0]?.end()
  await Promise.all(results)
  await addAlone("c")
  expect(batches()).toEqual(["a1 b1"])
  await addAlone("d")
  expect(batches()).toEqual(["a1 b1", "c1 d1"])
  await addAlone("e")
  begun[1]?.end()
  await rest()
  await addAlone("f")
  expect(batches()).toEqual(["a1 b1", "c1 d1"])
  await addAlone("g")
  expect(batches()).toEqual(["a1 b1", "c1 d1", "e1 f1 g1"])
  for (const turn of "hijk") await addAlone(turn)
  begun[2]?.end()
  await expect.poll(batches).toEqual(["a1 b1", "c1 d1", "e1 f1 g1", "h1 i1 j1 k1"])
  begun[3]?.end()
  expect(await Promise.all(results)).toEqual(results.map(() => 1))
})

test("behind a batch, one whom nobody follows is begun when the time is over", async () => {
  const { work, begun, batches } = slowWork()
  const add = inBatches({ turnOf, work, atOnce: 2, size: 10, worthwhile: 3, gatherMs: 1 })
  const results = Array.from("ab", (turn) => add({ turn, n: 1 }))
  await expect.poll(batches).toEqual(["a1 b1"])
  begun[0]?.end()
  results.push(add({ turn: "c", n: 1 }))
  await expect.poll(batches).toEqual(["a1 b1", "c1"])
  begun[1]?.end()
  expect(await Promise.all(results)).toEqual([1, 1, 1])
})

test("behind one that was alone nobody waits", async () => {
  const { work, begun, batches } = slowWork()
  const add = inBatches({ turnOf, work, atOnce: 2, size: 10, worthwhile: 3, gatherMs: 1_000_000 })
  const results = [add({ turn: "a", n: 1 })]
  await expect.poll(batches).toEqual(["a1"])
  begun[0]?.end()
  await results[0]
  results.push(add({ turn: "b", n: 1 }))
  await expect.poll(batches).toEqual(["a1", "b1"])
  begun[1]?.end()
  expect(await Promise.all(results)).toEqual([1, 1])
})

test("only items of one group share a batch, and none of them waits for a group that comes later", async () => {
  const { work, begun, batches } = slowWork()
  const groupOf = ({ n }: Item) => String(n)
  const add = inBatches({ turnOf, groupOf, work, atOnce: 1, size: 3 })
  const results = Array.from("abcdef", (turn, i) => add({ turn, n: i % 2 }))
  for (const [done, expected] of ["a0 c0 e0", "b1 d1 f1"].entries()) {
    await expect.poll(() => batches()[done]).toBe(expected)
    begun[done]?.end()
  }
  expect(await Promise.all(results)).toEqual([0, 1, 0, 1, 0, 1])
})

test("each gets its own error; work that breaks is the error of all in it, and of nobody else", async () => {
  const { work, begun } = slowWork()
  const add = inBatches({ turnOf, work, atOnce: 1, size: 2 })
  const results = Promise.allSettled(
    [1, -2, 3, 4, 5].map((n) => add({ turn: String(n), n }).catch((error: Error) => error.message)),
  )
  await expect.poll(() => begun.length).toBe(1)
  begun[0]?.end()
  await expect.poll(() => begun.length).toBe(2)
  begun[1]?.break(new Error("gone"))
  await expect.poll(() => begun.length).toBe(3)
  begun[2]?.end()
  expect((await results).map((result) => result.status === "fulfilled" && result.value)).toEqual([
    1,
    "no -2",
    "gone",
    "gone",
    5,
  ])
})

test("whatever comes when, turns keep their order, never overlap, and everybody is served", async () => {
  const items = fc.array(fc.record({ turn: fc.constantFrom("a", "b", "c", "d"), pause: fc.nat(2) }))
  await fc.assert(
    fc.asyncProperty(items, fc.integer({ min: 1, max: 3 }), fc.boolean(), async (plan, size, gathers) => {
      const running = new Set<string>()
      const done: Item[] = []
      const add = inBatches<Item, number>({
        turnOf,
        atOnce: 2,
        size,
        ...(gathers && { worthwhile: 2, gatherMs: 1 }),
        async work(batch) {
          expect(batch.length).toBeLessThanOrEqual(size)
          for (const { turn } of batch) {
            expect(running).not.toContain(turn)
            running.add(turn)
          }
          await turnOfTheLoop()
          for (const { turn } of batch) running.delete(turn)
          done.push(...batch)
          return batch.map(({ n }) => ({ status: "fulfilled", value: n }))
        },
      })
      const results: Promise<number>[] = []
      for (const [n, { turn, pause }] of plan.entries()) {
        for (let i = 0; i < pause; i++) await turnOfTheLoop()
        results.push(add({ turn, n }))
      }
      expect(await Promise.all(results)).toEqual(plan.map((_, n) => n))
      for (const turn of "abcd") {
        const order = done.filter((item) => item.turn === turn).map(({ n }) => n)
        expect(order).toEqual(order.toSorted((a, b) => a - b))
      }
    }),
  )
})
