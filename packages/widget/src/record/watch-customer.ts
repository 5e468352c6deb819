import type { MoveFields } from "@holdfast/protocol/recording"
import type { guarded } from "../guarded.ts"
import { restMs } from "./limits.ts"
import type { Untimed } from "./moves-between.ts"
import type { Log } from "./open-log.ts"

/** What a customer can operate, in the order of the document: by their numbers in it the log names them. */
export const controls = "button,input,textarea,select"

/** At once, and then no sooner than after so long; the last call is never lost. */
function spaced(work: () => void): () => void {
  let isResting = false
  let isWaiting = false
  const call = () => {
    isWaiting = isResting
    if (isResting) return
    isResting = true
    work()
    setTimeout(() => {
      isResting = false
      if (isWaiting) call()
    }, restMs)
  }
  return call
}

/** A length in whole CSS pixels, as the log takes it. */
const px = (value = 0) => Math.max(0, Math.min(20_000, Math.round(value)))

/**
 * Tells the log what the customer does in the flow. Nothing outside its own document is listened to, and with that the listeners go: after
 * its end a log takes nothing.
 */
export function watchCustomer(
  home: Document | ShadowRoot,
  html: HTMLElement,
  add: Log["add"],
  guard: typeof guarded,
): void {
  const doc = html.ownerDocument
  const view = doc.defaultView as Window
  const on = (target: EventTarget, name: string, tell: (event: never) => void): void => {
    const listen = guard((event: Event) => {
      // a page can make events of its own, and those are not the customer's
      if (event.isTrusted) tell(event as never)
    })
    target.addEventListener(name, listen, true)
  }
  const numberOf = (target: Element): number => {
    const control = target.closest(controls) ?? target.closest("label")?.control
    return [...home.querySelectorAll(controls)].indexOf(control as Element)
  }

  on(home, "pointermove", ({ clientX, clientY }: PointerEvent) => add(["pointer", px(clientX), px(clientY)]))
  let pressedAt = -9
  on(home, "click", ({ detail, timeStamp, clientX, clientY, target }: MouseEvent) => {
    // one of a key has no place, and a press of a label is one on its field as well, at the same moment
    if (detail > 0 && timeStamp - pressedAt > 5) {
      add(["press", px(clientX), px(clientY), numberOf(target as Element)])
    }
    pressedAt = timeStamp
  })
  on(home, "keydown", ({ key, target, repeat }: KeyboardEvent) => {
    const [name] = /^(tab|escape|enter|arrow|space)/.exec(key === " " ? "space" : key.toLowerCase()) ?? []
    // while somebody types, only these are no part of it
    const isLeading = name === "tab" || name === "escape"
    if (name && !repeat && (isLeading || !(target as Element).matches("textarea")))
      add(["key", name as MoveFields["key"][0]])
  })
  let focused = ""
  const writeFocus = () => {
    const element = home.activeElement
    if (!element) return
    const move: Untimed = ["focus", numberOf(element), element.matches(":focus-visible") ? 1 : 0]
    if (String(move) !== focused) add(move)
    focused = String(move)
  }
  on(home, "focusin", writeFocus)
  // a key shows where the focus is that a press had put there
  on(home, "keyup", writeFocus)
  const writeScroll = () => add(["scroll", px(home.querySelector(".scroll")?.scrollTop)])
  on(home, "scroll", spaced(writeScroll))
  const writeSize = () => add(["size", px(view.innerWidth), px(view.innerHeight)])
  on(view, "resize", spaced(writeSize))
  on(doc, "visibilitychange", () => add(["visible", doc.hidden ? 0 : 1]))
  // its class says that it is dark, and nothing else
  const writeDark = () => add(["dark", html.classList.contains("dark") ? 1 : 0])
  new MutationObserver(writeDark).observe(html, { attributeFilter: ["class"] })
}
