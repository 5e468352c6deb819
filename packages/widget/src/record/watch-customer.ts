import { loggedKeys } from "@holdfast/protocol/recording"
import { guarded } from "../guarded.ts"
import type { Untimed } from "./moves-between.ts"

/** What a customer can operate, in the order of the document: by their numbers in it the log names them. */
export const controls = "button,input,textarea,select"

/** At once, and then no sooner than after so long; the last call is never lost. */
function spaced(restMs: () => number, work: () => void): () => void {
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
    }, restMs())
  }
  return call
}

/** A length in whole CSS pixels, as the log takes it. */
const px = (value = 0) => Math.max(0, Math.min(20_000, Math.round(value)))

interface Watched {
  home: Document | ShadowRoot
  add: (move: Untimed) => void
  /** From one position of the pointer, of the screen or of its edges to the next. */
  restMs: () => number
}

/** Tells the log what the customer does in the flow. Nothing outside its own document is listened to. */
export function watchCustomer({ home, add, restMs }: Watched): () => void {
  const doc = home.ownerDocument ?? (home as Document)
  const view = doc.defaultView ?? window
  const html = home.querySelector("html")
  const controller = new AbortController()
  const on = (target: EventTarget, name: string, tell: (event: never) => void): void => {
    const listen = guarded((event: Event) => {
      // a page can make events of its own, and those are not the customer's
      if (event.isTrusted) tell(event as never)
    })
    target.addEventListener(name, listen, { capture: true, signal: controller.signal })
  }
  const numberOf = (target: Element): number => {
    const control = target.closest(controls) ?? target.closest("label")?.control
    return [...home.querySelectorAll(controls)].indexOf(control as Element)
  }

  let [x, y] = [0, 0]
  const writePointer = spaced(restMs, () => add(["pointer", x, y]))
  on(home, "pointermove", ({ clientX, clientY }: PointerEvent) => {
    x = px(clientX)
    y = px(clientY)
    writePointer()
  })
  let pressedAt = -9
  on(home, "click", ({ detail, timeStamp, clientX, clientY, target }: MouseEvent) => {
    // one of a key has no place, and a press of a label is one on its field as well, at the same moment
    if (detail > 0 && timeStamp - pressedAt > 5) {
      add(["press", px(clientX), px(clientY), numberOf(target as Element)])
    }
    pressedAt = timeStamp
  })
  on(home, "keydown", ({ key, target, repeat }: KeyboardEvent) => {
    const named = key
      .replace(/^Arrow.*/, "Arrow")
      .replace(" ", "Space")
      .toLowerCase()
    const name = loggedKeys.find((each) => each === named)
    // while somebody types, only these are no part of it
    const isLeading = name === "tab" || name === "escape"
    if (name && !repeat && (isLeading || !(target as Element).matches("textarea"))) add(["key", name])
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
  on(home, "scroll", spaced(restMs, writeScroll))
  const writeSize = () => add(["size", px(view.innerWidth), px(view.innerHeight)])
  on(view, "resize", spaced(restMs, writeSize))
  on(doc, "visibilitychange", () => add(["visible", doc.hidden ? 0 : 1]))
  const dark = (): 0 | 1 => (html?.classList.contains("dark") ? 1 : 0)
  let isDark = dark()
  const observer = new MutationObserver(() => {
    if (isDark !== dark()) {
      isDark = dark()
      add(["dark", isDark])
    }
  })
  if (html) observer.observe(html, { attributeFilter: ["class"] })
  return () => {
    controller.abort()
    observer.disconnect()
  }
}
