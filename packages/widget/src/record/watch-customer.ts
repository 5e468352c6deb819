import type { MoveFields } from "@holdfast/protocol/recording"
import type { guarded } from "../guarded.ts"
import type { Untimed } from "./moves-between.ts"
import type { Log } from "./open-log.ts"
import { sampled } from "./sampled.ts"

/** What a customer can operate, in the order of the document: by their numbers in it the log names them. */
export const controls = "button,input,textarea,select"

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
  // a page can make events of its own, and those are not the customer's
  const trusted = (tell: (event: never) => void) =>
    guard((event: Event) => {
      if (event.isTrusted) tell(event as never)
    })
  const on = (target: EventTarget, name: string, tell: (event: never) => void) =>
    target.addEventListener(name, trusted(tell), true)
  const often = (target: EventTarget, name: string, tell: (event: never) => void) =>
    target.addEventListener(name, sampled(trusted(tell)), true)
  const numberOf = (target: Element): number => {
    const control = target.closest(controls) ?? target.closest("label")?.control
    return [...home.querySelectorAll(controls)].indexOf(control as Element)
  }

  const writePointer = ({ clientX, clientY }: PointerEvent) => add(["pointer", px(clientX), px(clientY)])
  often(home, "pointermove", writePointer)
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
  on(home, "keyup", ({ target }: Event) => {
    // in a field for texts it shows anyway, and somebody types there
    if (!(target as Element).matches("textarea")) writeFocus()
  })
  const writeScroll = () => add(["scroll", px(home.querySelector(".scroll")?.scrollTop)])
  often(home, "scroll", writeScroll)
  const writeSize = () => add(["size", px(view.innerWidth), px(view.innerHeight)])
  often(view, "resize", writeSize)
  on(doc, "visibilitychange", () => add(["visible", doc.hidden ? 0 : 1]))
  // its class says that it is dark, and nothing else
  const writeDark = () => add(["dark", html.classList.contains("dark") ? 1 : 0])
  new MutationObserver(writeDark).observe(html, { attributeFilter: ["class"] })
}
