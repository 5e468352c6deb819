import { build } from "vite"
import { gzipSync } from "node:zlib"
process.chdir("/work/wt/rwid/packages/widget")
const output = await build({ root: "/work/wt/rwid/packages/widget", logLevel: "silent", build: { write: false } })
const [{ output: files }] = Array.isArray(output) ? output : [output]
for (const f of files) { const code = String(f.type === "chunk" ? f.code : f.source); if (/app.js|app.ja|flow-|wall-|record-|player-/.test(f.fileName)) console.log(f.fileName, code.length, gzipSync(code,{level:9}).length) }
