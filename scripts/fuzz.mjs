// npm run fuzz [-- REQUESTS [SEED]]: hostile requests to all routes, 100,000 unless said otherwise. `npm test` sends a few.
import { join } from "node:path"
import { install, node, root, run } from "./lib.mjs"

const [requests = "100000", seed = "1"] = process.argv.slice(2)
await install("test")
const vitest = join(root, "node_modules/vitest/vitest.mjs")
const args = [vitest, "run", "--project=database", "apps/server/src/http/fuzz.db.test.ts"]
process.exit(await run(node, args, { env: { ...process.env, FUZZ_REQUESTS: requests, FUZZ_SEED: seed } }))
