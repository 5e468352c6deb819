import { createHmac } from "node:crypto"
import { readFileSync } from "node:fs"
import { createServer, type Server } from "node:http"
import { join } from "node:path"
import { type Page, test } from "@playwright/test"
import { product, readKeys } from "./product.ts"

/** A page of somebody else's, on another origin, made of the lines of `docs/embedding.md`. */

export const guide = readFileSync(join(import.meta.dirname, "../docs/embedding.md"), "utf8")

/** The blocks of code in a text of the guide, in their order, with our address and App ID in them. */
function blocksOf(text: string, language: string): string[] {
  const blocks = text.matchAll(new RegExp(`^\`\`\`${language}\\n(.*?)^\`\`\``, "gms"))
  return [...blocks].map(([, code = ""]) =>
    code
      .replaceAll("https://holdfast.example.com", product.url)
      .replaceAll("APP_ID", readKeys().appId)
      .trim(),
  )
}

/** All blocks of code in a language. */
export const codeOf = (language: string): string[] => blocksOf(guide, language)

/** The blocks below one heading, up to the next. */
export function codeIn(title: string, language: string): string[] {
  const [, below = ""] = guide.split(new RegExp(`^#+ ${title}$`, "m"))
  return blocksOf(below.split(/^#+ /m)[0] ?? "", language)
}

/** The headings below a section's own. */
export function titlesIn(section: string): string[] {
  const [, below = ""] = guide.split(`\n## ${section}\n`)
  const [own = ""] = below.split("\n## ")
  return [...own.matchAll(/^### (.*)$/gm)].map(([, title = ""]) => title)
}

export const hashOf = (id: string, key = readKeys().flowKey) =>
  createHmac("sha256", key).update(id).digest("hex")

export function tokenOf(claims: object): string {
  const { appId, flowKey } = readKeys()
  const payload = JSON.stringify({ a: appId, m: "live", t: Date.now(), ...claims })
  const signed = `hf2_${Buffer.from(payload).toString("base64url")}`
  return `${signed}.${createHmac("sha256", `hf2_${flowKey}`).update(signed).digest("hex")}`
}

/** The names in the guide's section of that title. */
export function functionsOf(title: string): string[] {
  const [section = ""] = guide.split(`\n## ${title}\n`)[1]?.split("\n## ") ?? []
  return [...new Set(section.match(/`(handle|on)[A-Z]\w+/g))].map((name) => name.slice(1))
}

/** The site: any address answers the one page that a test has put there, and every POST fails. */
const site = { html: "", policy: "" }
let origin = ""

/** Serves the site to the tests of a file. */
export function serveSite(): void {
  let server: Server
  test.beforeAll(async () => {
    server = createServer((request, response) => {
      if (request.method === "POST") response.writeHead(500).end()
      else response.writeHead(200, headersOf(site.policy)).end(site.html)
    })
    await new Promise<void>((done) => {
      server.listen(0, "127.0.0.1", done)
    })
    const address = server.address()
    // by another name than the product's, so of another origin and another site
    origin = `http://localhost:${typeof address === "object" ? address?.port : ""}`
  })
  test.afterAll(() => {
    server.close()
  })
}

const headersOf = (policy: string) => ({
  "content-type": "text/html; charset=utf-8",
  ...(policy && { "content-security-policy": policy }),
})

interface Embedding {
  /** The script tags; those of the guide where nothing else is said. */
  tags?: string | undefined
  /** What the page calls when its button is pressed. */
  call: string
  policy?: string | undefined
}

/** Opens the page and presses its button. Answers what the console says, as it grows. */
export async function embed(page: Page, { tags = codeOf("html")[0] ?? "", call, policy = "" }: Embedding) {
  const said: string[] = []
  page.on("console", (message) => said.push(message.text()))
  site.policy = policy
  site.html = `<!doctype html><html lang="en"><head><title>My shop</title>${tags}</head>
    <body><button onclick="leave()">Leave</button><script>function leave() { ${call} }</script></body></html>`
  await page.goto(origin)
  await page.getByRole("button", { name: "Leave" }).click()
  return said
}

export const flowOf = (page: Page) => page.frameLocator("holdfast-flow iframe")

/** What Holdfast says on the console, sorted; the hash in a file's name is another with every build. */
export const ofHoldfast = (said: readonly string[]) =>
  said
    .filter((line) => line.startsWith("Holdfast: "))
    .map((line) => line.replaceAll(/flow-[0-9a-f]{12}/g, "flow-…"))
    .toSorted()
