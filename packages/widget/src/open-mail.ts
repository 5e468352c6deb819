import type { Flow } from "./flow/start-flow.ts"
import type { Letter } from "./wire/letter.ts"
import { openOutbox } from "./wire/outbox.ts"
import { post, postAndLeave } from "./wire/post.ts"
import { openPostOffice, type PostOffice } from "./wire/post-office.ts"

const timeoutMs = 15_000

/** `localStorage` itself throws where the browser denies it. */
function ownStorage(): Storage | null {
  try {
    return window.localStorage
  } catch {
    return null
  }
}

/** The server reads a report's times as distances to the moment it was sent, which may be days after writing. */
const stamped = ({ body }: Letter): object => ("sentAt" in body ? { ...body, sentAt: Date.now() } : body)

/**
 * A post office for each workspace that the page speaks of, and the moments of the page's life that matter to
 * them: it goes away, it comes back from the browser's cache, it is online again.
 * @param running each of these flows leaves a last report when the page goes away
 */
export function openMail(api: string, running: Set<Flow>) {
  const offices = new Map<string, PostOffice>()
  const each = (work: (office: PostOffice) => void) => [...offices.values()].forEach(work)

  addEventListener("pagehide", () => {
    for (const flow of running) flow.leave()
    each((office) => office.leave())
  })
  addEventListener("pageshow", (event) => {
    if (!event.persisted) return
    for (const flow of running) flow.comeBack()
    each((office) => office.flush())
  })
  addEventListener("online", () => each((office) => office.flush()))

  const officeOf = (app: string): PostOffice => {
    const known = offices.get(app)
    if (known) return known
    const office = openPostOffice({
      outbox: openOutbox(ownStorage(), app),
      send: (letter) => post(`${api}${letter.path}`, stamped(letter), timeoutMs),
      sendAndLeave: (letter) => postAndLeave(`${api}${letter.path}`, stamped(letter)),
    })
    offices.set(app, office)
    office.flush()
    return office
  }
  return { officeOf }
}
