import type { InjectOptions, LightMyRequestResponse } from "fastify"
import type { TestApp, TestPerson } from "./test-app.ts"

export interface TestBrowser {
  send(
    method: "GET" | "POST" | "PATCH" | "DELETE",
    url: string,
    body?: object,
  ): Promise<LightMyRequestResponse>
  /** The first step; answers the status. */
  signIn(person: Pick<TestPerson, "email" | "password">, password?: string): Promise<number>
  /** The same browser in another place. */
  moveTo(address: string): void
}

/** Keeps cookies, and calls from an address of its own, as a person's browser does on pages of ours. */
export function testBrowser(server: TestApp, address: string, userAgent = "test"): TestBrowser {
  const jar = new Map<string, string>()
  let remoteAddress = address
  const send: TestBrowser["send"] = async (method, url, body) => {
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join("; ")
    const request: InjectOptions = {
      method,
      url,
      remoteAddress,
      headers: { origin: "http://127.0.0.1:4870", "user-agent": userAgent, cookie },
    }
    const answer = await server.app.inject(body ? { ...request, payload: body } : request)
    for (const { name, value, maxAge } of answer.cookies) {
      if (maxAge === 0) jar.delete(name)
      else jar.set(name, encodeURIComponent(value))
    }
    return answer
  }
  return {
    send,
    signIn: async ({ email, password: right }, password = right) =>
      (await send("POST", "/api/auth/sign-in/email", { email, password })).statusCode,
    moveTo: (next) => {
      remoteAddress = next
    },
  }
}
