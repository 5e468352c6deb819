import { createServer } from "node:http"
import type { AddressInfo } from "node:net"

/** What somebody asked of the server. */
export interface AskedTranslation {
  q: string[]
  source: string
  target: string
  format: string
  api_key?: string
}

export interface TestTranslationServer {
  /** As `HOLDFAST_TRANSLATE_URL` takes it. */
  url: string
  asked: AskedTranslation[]
  /** What each text becomes; `LANGUAGE:TEXT` unless a test says otherwise. */
  say: (text: string, target: string) => string
  /** What is answered in place of a translation: a status with a body, or nothing at all. */
  mood: "fine" | "silent" | { status: number; body: unknown }
  close(): Promise<void>
}

/** A small server of ours that speaks LibreTranslate's `POST /translate`. */
export async function testTranslationServer(): Promise<TestTranslationServer> {
  const server = createServer((request, response) => {
    let text = ""
    request.on("data", (part) => {
      text += part
    })
    request.on("end", () => {
      const asked = JSON.parse(text) as AskedTranslation
      stand.asked.push(asked)
      if (stand.mood === "silent") return
      const isKnown = request.method === "POST" && request.url === "/translate"
      const { status, body } =
        stand.mood === "fine"
          ? {
              status: isKnown ? 200 : 404,
              body: { translatedText: asked.q.map((each) => stand.say(each, asked.target)) },
            }
          : stand.mood
      response.writeHead(status, { "content-type": "application/json" })
      response.end(JSON.stringify(body))
    })
  })
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", () => resolve()))
  const stand: TestTranslationServer = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked: [],
    say: (text, target) => `${target}:${text}`,
    mood: "fine",
    async close() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
  return stand
}
