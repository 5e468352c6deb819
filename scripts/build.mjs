// Builds what changed since it was built, as a program of its own.
import { build } from "./lib.mjs"

await build()
