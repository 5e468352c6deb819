// npm start: installs, builds, runs. Plain Node 20 without dependencies; the server itself runs on Node 24.
import { assertNodeVersion, build, install } from "./lib.mjs"
import { supervise } from "./supervise.mjs"

assertNodeVersion()
await install("run")
await build()
supervise()
