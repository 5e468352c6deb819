// Loaded into the server by `--import`: its clock is as far from the machine's as the file says that CRASH_CLOCK names.
import { readFileSync } from "node:fs"

const Real = globalThis.Date
const file = process.env.CRASH_CLOCK ?? ""
let aheadMs = 0

function look() {
  try {
    aheadMs = Number(readFileSync(file, "utf8")) || 0
  } catch {
    // nobody has moved it yet
    aheadMs = 0
  }
}

const now = () => Real.now() + aheadMs

look()
// what measures a distance, such as a timer, has a clock of its own, which does not jump
setInterval(look, 50).unref()
globalThis.Date = new Proxy(Real, {
  construct: (target, given, made) => Reflect.construct(target, given.length > 0 ? given : [now()], made),
  apply: () => new Real(now()).toString(),
  get: (target, name) => (name === "now" ? now : Reflect.get(target, name)),
})
