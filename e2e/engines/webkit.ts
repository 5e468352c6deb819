import { type ChildProcess, spawn } from "node:child_process"
import { createInterface } from "node:readline"
import { freePort } from "../free-port.ts"
import { asJson, type Engine, keyActions } from "./engine.ts"

/** Where Debian's package `webkit2gtk-driver` puts the driver, and the browser that it brings along. */
export const webkitPaths = {
  driver: process.env.HOLDFAST_WEBKIT_DRIVER ?? "/usr/bin/WebKitWebDriver",
  browser: process.env.HOLDFAST_WEBKIT ?? `/usr/lib/${triplet()}/webkit2gtk-4.1/MiniBrowser`,
  display: "/usr/bin/Xvfb",
}

function triplet(): string {
  return process.arch === "arm64" ? "aarch64-linux-gnu" : "x86_64-linux-gnu"
}

const end = (child: ChildProcess) =>
  new Promise((resolve) => {
    child.once("exit", resolve)
    child.kill()
  })

/** Starts a display, which tells its number on its first line. */
async function startDisplay(): Promise<{ number: string; server: ChildProcess }> {
  const args = ["-displayfd", "1", "-screen", "0", "1280x900x24", "-nolisten", "tcp"]
  const server = spawn(webkitPaths.display, args, { stdio: ["ignore", "pipe", "ignore"] })
  const number = await new Promise<string>((resolve, reject) => {
    server.once("error", reject)
    server.once("exit", (code) => reject(new Error(`Xvfb ended with ${code}`)))
    createInterface({ input: server.stdout }).once("line", resolve)
  })
  return { number, server }
}

/** Starts WebKitGTK and drives it by WebDriver. */
export async function startWebkit(): Promise<Engine> {
  const display = await startDisplay()
  const port = await freePort()
  const driver = spawn(webkitPaths.driver, [`--port=${port}`], {
    stdio: "ignore",
    env: {
      ...process.env,
      DISPLAY: `:${display.number}`,
      // without a locale its language is "C"
      LANG: "en_US.UTF-8",
      LANGUAGE: "en_US",
      // a machine without a graphics card, and CI that is root
      WEBKIT_DISABLE_COMPOSITING_MODE: "1",
      LIBGL_ALWAYS_SOFTWARE: "1",
      WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS: "1",
    },
  })
  const base = `http://127.0.0.1:${port}`
  const ask = async (method: string, path: string, body?: object): Promise<unknown> => {
    const response = await fetch(`${base}${path}`, { method, ...(body && { body: JSON.stringify(body) }) })
    const { value } = (await response.json()) as { value: unknown }
    if (!response.ok) throw new Error(`${path}: ${JSON.stringify(value)}`)
    return value
  }
  await untilItAnswers(base)
  const options = { binary: webkitPaths.browser, args: ["--automation"] }
  const opened = await ask("POST", "/session", {
    capabilities: { alwaysMatch: { "webkitgtk:browserOptions": options } },
  })
  const session = `/session/${(opened as { sessionId: string }).sessionId}`
  return {
    tab: {
      async goto(url) {
        await ask("POST", `${session}/url`, { url })
      },
      async evaluate(expression) {
        const script = `const done = arguments[0]; ${asJson(expression)}.then((json) => done({ json }), (error) => done({ error: String(error) }))`
        const { json, error } = (await ask("POST", `${session}/execute/async`, { script, args: [] })) as {
          json?: string
          error?: string
        }
        if (json === undefined) throw new Error(error)
        return JSON.parse(json)
      },
      async press(key) {
        await ask("POST", `${session}/actions`, { actions: keyActions(key) })
      },
    },
    async close() {
      await ask("DELETE", session).catch(() => {})
      await end(driver)
      await end(display.server)
    },
  }
}

async function untilItAnswers(base: string): Promise<void> {
  for (let left = 600; left > 0; left -= 1) {
    const isUp = await fetch(`${base}/status`).then(
      ({ ok }) => ok,
      () => false,
    )
    if (isUp) return
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  throw new Error("WebKitWebDriver does not answer")
}
