import { createServer, type Server } from "node:http"
import { fileURLToPath } from "node:url"
import type { FrameLocator, Page } from "@playwright/test"
import { build, type Rolldown } from "vite"
import { compileScript, parse } from "vue/compiler-sfc"
import { codeIn, flowOf, hashOf, titlesIn } from "./embedding-page.ts"
import { sessionsOf } from "./product.ts"
import { expect, test } from "./signed-in.ts"
import { askToCancel } from "./visit.ts"

/** The recipes of `docs/embedding.md`, each as the guide has it, on a page of another origin. */

/** The site: pages by path, and headers that all of them have. */
const site = { pages: {} as Record<string, string>, headers: {} as Record<string, string> }
let server: Server
let origin = ""
test.beforeAll(async () => {
  server = createServer(({ url = "/" }, response) => {
    const path = url.split("?")[0] ?? ""
    const page = site.pages[path] ?? site.pages["/"] ?? ""
    const type = path.endsWith(".js") ? "text/javascript" : "text/html; charset=utf-8"
    response.writeHead(200, { "content-type": type, ...site.headers }).end(page)
  })
  await new Promise<void>((done) => {
    server.listen(0, "127.0.0.1", done)
  })
  const address = server.address()
  origin = `http://localhost:${typeof address === "object" ? address?.port : ""}`
})
test.afterAll(() => {
  server.close()
})

const head = `<title>My shop</title><link rel="icon" href="data:,">`
const proofOf = (customer: string) => JSON.stringify({ customerId: customer, authHash: hashOf(customer) })
const argumentsOf = (customer: string) => `"${customer}", "${hashOf(customer)}"`

async function open(page: Page, pages: Record<string, string>, headers: Record<string, string> = {}) {
  Object.assign(site, { pages, headers })
  const said: string[] = []
  page.on("console", (message) => said.push(message.text()))
  page.on("pageerror", (error) => said.push(String(error)))
  await page.goto(origin)
  return said
}

const leave = (page: Page | FrameLocator) => page.getByRole("button", { name: "Cancel subscription" }).click()

async function expectCanceled(page: Page, customer: string) {
  await expect.poll(async () => (await sessionsOf(page.request, customer))[0]?.canceled).toBe(true)
}

/** An application of its own with a component of the guide in it, as a bundler makes it. The first module is where it begins. */
async function bundle(modules: Record<string, string>): Promise<string> {
  const root = fileURLToPath(new URL("../apps/dashboard", import.meta.url))
  const [input = ""] = Object.keys(modules)
  const inRoot = (name: string) => `${root}/${name}`
  const codes = new Map(Object.entries(modules).map(([name, code]) => [inRoot(name), code]))
  const output = await build({
    root,
    configFile: false,
    logLevel: "silent",
    define: { "process.env.NODE_ENV": '"production"' },
    plugins: [
      {
        name: "recipe",
        resolveId: (id) => (codes.has(inRoot(id)) ? inRoot(id) : null),
        load: (id) => codes.get(id) ?? null,
      },
    ],
    build: { write: false, rolldownOptions: { input, output: { format: "iife" } } },
  })
  const [{ output: chunks }] = (Array.isArray(output) ? output : [output]) as [Rolldown.RolldownOutput]
  return chunks[0].code
}

/** The React component, in an application with a switch and a count of what it was told. */
const reactApp = (recipe: string, customer: string) => ({
  "recipe.jsx": `
    import { StrictMode, useState } from "react"
    import { createRoot } from "react-dom/client"
    ${recipe}
    function App() {
      const [isThere, setThere] = useState(true)
      const [closed, setClosed] = useState(0)
      return <>
        <button onClick={() => setThere(!isThere)}>Switch</button>
        <output>{closed}</output>
        {isThere && <CancelButton {...${proofOf(customer)}} onClose={() => setClosed((n) => n + 1)} />}
      </>
    }
    createRoot(document.getElementById("app")).render(<StrictMode><App /></StrictMode>)`,
})

/** The Vue component in the same application; its file is compiled as Vue's own plugins for bundlers do it. */
const vueApp = (recipe: string, customer: string, around: "KeepAlive" | "Fragment") => ({
  "recipe.js": `
    import { createApp, Fragment, h, KeepAlive, ref } from "vue"
    import CancelButton from "cancel-button.js"
    createApp({
      setup() {
        const isThere = ref(true)
        const closed = ref(0)
        const button = () => h(CancelButton, { ...${proofOf(customer)}, onClose: () => { closed.value += 1 } })
        const shown = () => isThere.value ? [button()] : []
        return () => [
          h("button", { onClick: () => { isThere.value = !isThere.value } }, "Switch"),
          h("output", closed.value),
          ${around} === KeepAlive ? h(KeepAlive, null, { default: shown }) : h(Fragment, shown()),
        ]
      },
    }).mount("#app")`,
  "cancel-button.js": compileScript(parse(recipe).descriptor, { id: "cancel-button", inlineTemplate: true })
    .content,
})

/** Opens the flow with a component, lets the component go, and then cancels with it. */
async function cancelByComponent(page: Page, modules: Record<string, string>, customer: string) {
  const said = await open(page, {
    "/": `<!doctype html><html lang="en"><head>${head}</head><body><div id="app"></div><script src="/app.js"></script></body></html>`,
    "/app.js": await bundle(modules),
  })
  await leave(page)
  await expect(flowOf(page).getByRole("radio").first()).toBeVisible()
  expect(await page.locator('script[src*="/js/app.js"]').count()).toBe(1)
  // by script, since the page behind the flow can be pressed by nobody
  await page.evaluate("document.querySelector('button').click()")
  await expect(page.locator("holdfast-flow")).toHaveCount(0)
  await expect(page.locator("output")).toHaveText("1")
  await page.getByRole("button", { name: "Switch" }).click()
  await leave(page)
  await askToCancel(flowOf(page))
  await expectCanceled(page, customer)
  expect(await page.locator('script[src*="/js/app.js"]').count()).toBe(1)
  expect(said).toEqual([])
}

test("React: the button opens the flow, and takes it with it when it goes", async ({ page }) => {
  const customer = "cus_of_react"
  const [recipe = ""] = codeIn("React", "jsx")
  await cancelByComponent(page, reactApp(recipe, customer), customer)
})

for (const [how, around] of [
  ["goes", "Fragment"],
  ["is kept for later", "KeepAlive"],
] as const) {
  test(`Vue: the button opens the flow, and takes it with it when it ${how}`, async ({ page }) => {
    const customer = `cus_of_vue_${around}`
    const [recipe = ""] = codeIn("Vue", "vue")
    await cancelByComponent(page, vueApp(recipe, customer, around), customer)
  })
}

test("client-side routing: a view that changes closes the flow, and the next one opens it where it was left", async ({
  page,
}) => {
  const customer = "cus_of_a_router"
  const [tags = ""] = codeIn("Embedding", "html")
  const [recipe = ""] = codeIn("Client-side routing", "js")
  const views = `function renderView(path) {
    const view = document.getElementById("view")
    if (path === "/") view.innerHTML = '<button>Cancel subscription</button>'
    else view.innerHTML = "<h1>" + path + "</h1>"
    view.querySelector("button")?.addEventListener("click", () => leave(${argumentsOf(customer)}))
  }`
  const said = await open(page, {
    "/": `<!doctype html><html lang="en"><head>${head}${tags}</head><body><div id="view"></div>
      <script>${views}; ${recipe}; renderView(location.pathname)</script></body></html>`,
  })
  await leave(page)
  await flowOf(page).getByRole("radio", { name: "Too expensive" }).check()
  await page.evaluate(`leave(${argumentsOf(customer)})`)
  await expect(page.locator("holdfast-flow")).toHaveCount(1)
  await expect(flowOf(page).getByRole("radio", { name: "Too expensive" })).toBeChecked()
  // the button that the focus would go back to is gone with its view
  await page.evaluate("navigate('/plans')")
  await expect(page.locator("holdfast-flow")).toHaveCount(0)
  await expect(page.getByRole("heading", { name: "/plans" })).toBeVisible()
  await page.goBack()
  await leave(page)
  await expect(flowOf(page).getByRole("radio", { name: "Too expensive" })).toBeChecked()
  await askToCancel(flowOf(page))
  await flowOf(page).getByRole("button", { name: "Back to my account" }).click()
  await expect(page.getByRole("heading", { name: "/goodbye" })).toBeVisible()
  await expectCanceled(page, customer)
  expect(said).toEqual([])
})

test("a strict content policy: the exact line lets the whole flow through, and no browser complains", async ({
  page,
}) => {
  const customer = "cus_of_a_policy"
  const [line = ""] = codeIn("A strict content policy", "http")
  const [tags = ""] = codeIn("A strict content policy", "html")
  const [name = "", policy = ""] = line.split(": ")
  const said = await open(
    page,
    {
      "/": `<!doctype html><html lang="en"><head><title>My shop</title>${tags}</head>
        <body><button id="leave">Cancel subscription</button><script nonce="R4nd0m">
        document.getElementById("leave").onclick = () => holdfast.init("show", ${proofOf(customer)})
        </script></body></html>`,
    },
    { [name]: policy },
  )
  await leave(page)
  await askToCancel(flowOf(page))
  await expectCanceled(page, customer)
  // the browser asks for an icon by itself, which this policy forbids as well
  expect(said.filter((sentence) => !sentence.includes("favicon"))).toEqual([])
})

test("in a frame: the flow covers the frame, cancels, and the page around it hears of it", async ({
  page,
}) => {
  const customer = "cus_of_a_frame"
  const [tags = ""] = codeIn("Embedding", "html")
  const [around = ""] = codeIn("In a frame", "html")
  const [inside = ""] = codeIn("In a frame", "js")
  const said = await open(page, {
    "/": `<!doctype html><html lang="en"><head>${head}</head><body>${around}</body></html>`,
    "/account": `<!doctype html><html lang="en"><head>${head}${tags}</head><body>
      <button onclick='leaveInFrame(${argumentsOf(customer)})'>Cancel subscription</button><script>${inside}</script></body></html>`,
  })
  const frame = page.frameLocator("#account")
  await leave(frame)
  const flow = frame.frameLocator("holdfast-flow iframe")
  await askToCancel(flow)
  await flow.getByRole("button", { name: "Back to my account" }).click()
  await expect(page).toHaveTitle("Cancelled")
  await expectCanceled(page, customer)
  expect(said).toEqual([])
})

test("each recipe of the guide has a test above", () => {
  expect(titlesIn("Recipes")).toEqual([
    "React",
    "Vue",
    "Client-side routing",
    "A strict content policy",
    "In a frame",
  ])
})
