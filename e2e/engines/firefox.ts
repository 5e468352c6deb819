import { spawn } from "node:child_process"
import { mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { createInterface } from "node:readline"
import { asJson, type Engine, keyActions } from "./engine.ts"

/** Where Debian's package `firefox-esr` puts it. */
export const firefoxPath = process.env.HOLDFAST_FIREFOX ?? "/usr/bin/firefox-esr"

const preferences = {
  "intl.accept_languages": "en-US",
  "browser.shell.checkDefaultBrowser": false,
  "datareporting.policy.dataSubmissionEnabled": false,
  // Tab stops at everything, also where the system says otherwise
  "accessibility.tabfocus": 7,
}

interface Context {
  context: string
  children?: Context[] | null
}

interface Answer {
  id?: number
  type: "success" | "error" | "event"
  result?: Record<string, unknown>
  error?: string
  message?: string
}

/** Starts Firefox and drives it by WebDriver BiDi, which it speaks by itself: no driver stands between. */
export async function startFirefox(): Promise<Engine> {
  const profile = mkdtempSync(join(tmpdir(), "holdfast-firefox-"))
  const lines = Object.entries(preferences).map(
    ([name, value]) => `user_pref("${name}", ${JSON.stringify(value)});`,
  )
  writeFileSync(join(profile, "user.js"), lines.join("\n"))
  const args = ["--headless", "--no-remote", "--profile", profile, "--remote-debugging-port", "0"]
  const browser = spawn(firefoxPath, args, { stdio: ["ignore", "ignore", "pipe"] })
  const address = await new Promise<string>((resolve, reject) => {
    browser.once("error", reject)
    browser.once("exit", (code) => reject(new Error(`Firefox ended with ${code} before it could be driven`)))
    createInterface({ input: browser.stderr }).on("line", (line) => {
      const found = /WebDriver BiDi listening on (ws:\S+)/.exec(line)?.[1]
      if (found) resolve(found)
    })
  })
  const socket = new WebSocket(`${address}/session`)
  await new Promise((resolve, reject) => {
    socket.addEventListener("open", resolve)
    socket.addEventListener("error", reject)
  })

  const waiting = new Map<number, (answer: Answer) => void>()
  let lastId = 0
  socket.addEventListener("message", ({ data }) => {
    const answer: Answer = JSON.parse(String(data))
    if (answer.id !== undefined) waiting.get(answer.id)?.(answer)
  })
  const ask = async (method: string, params: object): Promise<Record<string, unknown>> => {
    lastId += 1
    const id = lastId
    const answer = await new Promise<Answer>((resolve) => {
      waiting.set(id, resolve)
      socket.send(JSON.stringify({ id, method, params }))
    })
    waiting.delete(id)
    if (answer.type === "error") throw new Error(`${method}: ${answer.error}: ${answer.message}`)
    return answer.result ?? {}
  }

  await ask("session.new", { capabilities: {} })
  /** The tab, and the frame inside it where there is one. */
  const contexts = async (): Promise<{ tab: string; frame: string | undefined }> => {
    const tree = (await ask("browsingContext.getTree", {})) as { contexts: Context[] }
    const [tab] = tree.contexts
    if (!tab) throw new Error("Firefox has no tab")
    return { tab: tab.context, frame: tab.children?.[0]?.context }
  }
  const { tab: context } = await contexts()
  return {
    tab: {
      async goto(url) {
        await ask("browsingContext.navigate", { context, url, wait: "complete" })
      },
      async evaluate(expression) {
        const answer = await ask("script.evaluate", {
          expression: asJson(expression),
          target: { context },
          awaitPromise: true,
        })
        const { result, exceptionDetails } = answer as {
          result?: { value: string }
          exceptionDetails?: { text: string }
        }
        if (!result) throw new Error(exceptionDetails?.text ?? "Firefox evaluated nothing")
        return JSON.parse(result.value)
      },
      async press(key) {
        // what is pressed goes to the document that is named, and not to the one that has the focus
        const { tab, frame } = await contexts()
        const pressed = ask("input.performActions", { context: frame ?? tab, actions: keyActions(key) })
        // the frame may be gone before the key is up again
        await pressed.catch((error: unknown) => {
          if (!String(error).includes("no such frame")) throw error
        })
      },
    },
    async close() {
      socket.close()
      const isOver = new Promise((resolve) => browser.once("exit", resolve))
      // its profile is thrown away, so nothing is lost by not waiting for it to tidy up
      browser.kill("SIGKILL")
      await isOver
      rmSync(profile, { recursive: true, force: true })
    },
  }
}
