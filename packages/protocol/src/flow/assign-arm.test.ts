import { execFileSync } from "node:child_process"
import { createHash } from "node:crypto"
import { expect, test } from "vitest"
import { assignArm, murmur3 } from "./assign-arm.ts"

// the values that other implementations of MurmurHash3 are held against
test.for([
  ["", 0, 0],
  ["", 1, 0x514e28b7],
  ["hello", 0, 0x248bfa47],
  ["hello, world", 0, 0x149bbb7f],
  ["The quick brown fox jumps over the lazy dog", 0x9747b28c, 0x2fa826cd],
] as const)("the hash of %j by the seed %d is the published one", ([text, seed, hash]) => {
  expect(murmur3(text, seed)).toBe(hash)
})

const customers = 100_000
/** How ids look: counted up, by a provider's random letters, by address. */
const shapes = {
  counted: (n: number) => `cus_${n}`,
  random: (n: number) => `cus_${createHash("sha256").update(String(n)).digest("base64url").slice(0, 14)}`,
  address: (n: number) => `person${n}@example.com`,
  bare: String,
  long: (n: number) => `${"ü".repeat(200)}${n}`,
}
const idsOf = (idOf: (n: number) => string) => Array.from({ length: customers }, (_, n) => idOf(n))
const variants = (testId: string, ids: readonly string[]) =>
  ids.filter((id) => assignArm(testId, id) === "variant").length

/** Pearson's chi-squared of counts that are to be alike; by its distribution with one degree, 10.83 is p = 0.001. */
const chiSquared = (counts: readonly number[]) => {
  const each = counts.reduce((sum, count) => sum + count, 0) / counts.length
  return counts.reduce((sum, count) => sum + (count - each) ** 2 / each, 0)
}

test.for(Object.entries(shapes))("the arms of 100,000 customers are even, ids %s", ([, idOf]) => {
  const ids = idsOf(idOf)
  for (const testId of ["0199e6cf-0000-7000-8000-00000000000a", "é"]) {
    const inVariant = variants(testId, ids)
    expect(chiSquared([inVariant, customers - inVariant])).toBeLessThan(10.83)
  }
})

test("the arm in one test says nothing of the arm in another", () => {
  const counts = new Map<string, number>()
  for (const id of idsOf(shapes.counted)) {
    const arms = `${assignArm("test-1", id)} ${assignArm("test-2", id)}`
    counts.set(arms, (counts.get(arms) ?? 0) + 1)
  }
  // with three degrees, p = 0.001
  expect(counts.size).toBe(4)
  expect(chiSquared([...counts.values()])).toBeLessThan(16.27)
})

test("another process says the same of 100,000 customers", () => {
  const module = new URL("assign-arm.ts", import.meta.url).href
  const asked = `
    const { assignArm } = await import(${JSON.stringify(module)})
    for (let n = 0; n < ${customers}; n++) process.stdout.write(assignArm("test-1", "cus_" + n)[0])`
  const other = execFileSync(process.execPath, ["--input-type=module", "-e", asked], {
    encoding: "utf8",
    maxBuffer: 2 * customers,
  })
  const here = idsOf(shapes.counted).map((id) => assignArm("test-1", id)[0])
  expect(other).toBe(here.join(""))
})
