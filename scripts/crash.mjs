// npm run crash: kills and faults under load, on what is built from the sources as they are.
import { build, install, node, run } from "./lib.mjs"

await install("test")
await build()
process.exit(await run(node, ["crash/main.ts", ...process.argv.slice(2)]))
