import { Agent, request } from "node:http"

/** One connection that is kept open, as a browser or a program has it. */
export interface Client {
  /** The body of a 200; anything else is an error. */
  get(path: string): Promise<string>
  post(path: string, body: string): Promise<string>
  close(): void
}

export function openClient(url: string, headers: Readonly<Record<string, string>>): Client {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 })
  const send = (method: string, path: string, content: string): Promise<string> =>
    new Promise((done, fail) => {
      const length = content === "" ? {} : { "content-length": Buffer.byteLength(content) }
      const options = { method, agent, headers: { ...headers, ...length } }
      const asked = request(url + path, options, (answer) => {
        const chunks: Buffer[] = []
        answer.on("data", (chunk: Buffer) => chunks.push(chunk))
        answer.on("end", () => {
          const body = Buffer.concat(chunks).toString()
          if (answer.statusCode === 200) done(body)
          else fail(new Error(`${path}: ${answer.statusCode} ${body.slice(0, 200)}`))
        })
      })
      asked.on("error", fail)
      asked.end(content)
    })
  return {
    get: (path) => send("GET", path, ""),
    post: (path, body) => send("POST", path, body),
    close: () => agent.destroy(),
  }
}
