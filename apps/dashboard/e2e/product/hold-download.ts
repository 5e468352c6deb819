import type { Page } from "@playwright/test"

/**
 * A download stops after its first row, as where the connection is slow: `release` lets the rest come, and `cut` ends it
 * there. What comes is what the server sent; a route of the page cannot give an answer in parts.
 */
export async function holdDownload(page: Page): Promise<{ release(): Promise<void>; cut(): Promise<void> }> {
  await page.addInitScript(() => {
    const fetchWhole = window.fetch
    window.fetch = async (input, init) => {
      const answer = await fetchWhole(input, init)
      const url = input instanceof Request ? input.url : String(input)
      if (!url.includes("/exports/download") || !answer.ok) return answer
      const bytes = new Uint8Array(await answer.arrayBuffer())
      const secondRow = bytes.indexOf(10, bytes.indexOf(10) + 1) + 1
      const body = new ReadableStream<Uint8Array>({
        async start(controller) {
          controller.enqueue(bytes.slice(0, secondRow))
          const isCut = await new Promise((done) => {
            Reflect.set(window, "goOn", done)
          })
          if (isCut) return controller.error(new TypeError("network error"))
          controller.enqueue(bytes.slice(secondRow))
          controller.close()
        },
      })
      return new Response(body, { status: answer.status, headers: answer.headers })
    }
  })
  const goOn = (isCut: boolean) =>
    page.evaluate((cut) => (Reflect.get(window, "goOn") as (isCut: boolean) => void)(cut), isCut)
  return { release: () => goOn(false), cut: () => goOn(true) }
}
