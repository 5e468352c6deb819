import { flowActions } from "@holdfast/protocol"
import type { OpenedFlow, PresentedFlow } from "@holdfast/protocol/flow"

/** What the widget leaves in the window of its page. */
interface Embed {
  init(command: "show" | "restart", options: object): Promise<void>
  hide(): void
}
type WidgetWindow = Window & typeof globalThis & { holdfast?: Embed }

const scriptAddress = "/js/app.js"

/**
 * Runs the widget's own script in a frame. Its one question, which flow the customer is to see, is answered here with what
 * the server made of the draft; nothing of it leaves the page, and nothing is recorded.
 */
export interface PreviewFrame {
  show(flow: PresentedFlow, options: ShownAs): Promise<void>
}

interface ShownAs {
  isDark: boolean
  /** As where a rule of click to cancel holds. */
  hasCancelNow: boolean
  /** The place of the reason that is picked; -1 for none. */
  pick: number
  /** The language that the page asks for; null for that of the texts. */
  lang: string | null
}

export function preparePreview(frame: HTMLIFrameElement): Promise<PreviewFrame> {
  const window = frame.contentWindow as WidgetWindow
  const { document } = window
  let answer: PresentedFlow | null = null
  let hasCancelNow = false
  keepFocusOut(window, () => frame.inert)
  window.fetch = async () => {
    await nextTask()
    const opened: OpenedFlow | null = answer && {
      ...answer,
      sessionId: null,
      hasCancelNow,
      actions: flowActions,
      customer: {} as OpenedFlow["customer"],
    }
    return new Response(JSON.stringify(opened), { status: 200 })
  }
  return new Promise((resolve, reject) => {
    const script = document.createElement("script")
    script.src = scriptAddress
    script.onerror = () => reject(new Error("The widget could not be loaded"))
    script.onload = () =>
      resolve({
        async show(flow, { isDark, pick, lang, ...seen }) {
          answer = flow
          hasCancelNow = seen.hasCancelNow
          document.documentElement.style.background = isDark ? "#101515" : "#ffffff"
          // taking the one away and putting the other there is two tasks, so that neither is felt while somebody types
          window.holdfast?.hide()
          await nextTask()
          void window.holdfast?.init("restart", {
            appId: "preview",
            customerId: "preview",
            authHash: "preview",
            preview: true,
            ...(lang !== null && { i18n: { lang } }),
            colorScheme: isDark ? "dark" : "light",
            handleSupportRequest: () => Promise.resolve(),
            handleCustomOffer: () => Promise.resolve(),
          })
          if (pick >= 0) pickChoice(document, pick)
        },
      })
    document.head.append(script)
  })
}

/**
 * The widget puts the focus where a customer needs it, which would take it from the field that somebody types into: `inert`
 * keeps people out of a frame, and scripts not. The flow is drawn into a frame of its own, whose window is asked here.
 */
function keepFocusOut(page: WidgetWindow, isQuiet: () => boolean): void {
  const hush = (window: WidgetWindow) => {
    const { focus } = window.HTMLElement.prototype
    window.HTMLElement.prototype.focus = function (options) {
      if (!isQuiet()) focus.call(this, options)
    }
    // what is new stands at its top; to be asked for it would lay it out at once, in the middle of a task
    const { scrollTo } = window.Element.prototype
    window.Element.prototype.scrollTo = function (...to: unknown[]) {
      if (!isQuiet()) (scrollTo as (...to: unknown[]) => void).apply(this, to)
    }
    const focusWindow = window.focus.bind(window)
    window.focus = () => {
      if (!isQuiet()) focusWindow()
    }
  }
  hush(page)
  // a modal dialog takes the focus by itself; opened so it looks the same
  const { showModal } = page.HTMLDialogElement.prototype
  page.HTMLDialogElement.prototype.showModal = function () {
    if (isQuiet()) this.setAttribute("open", "")
    else showModal.call(this)
  }
  const { prototype } = page.HTMLIFrameElement
  const found = Object.getOwnPropertyDescriptor(prototype, "contentWindow")
  const hushed = new WeakSet<Window>()
  Object.defineProperty(prototype, "contentWindow", {
    ...found,
    get(this: HTMLIFrameElement) {
      const inner: WidgetWindow | null = found?.get?.call(this) ?? null
      if (inner && !hushed.has(inner)) {
        hushed.add(inner)
        hush(inner)
      }
      return inner
    },
  })
}

const nextTask = () => new Promise((resolve) => setTimeout(resolve))

/** Picks a reason of the survey as a customer does, as soon as it is there. */
function pickChoice(document: Document, at: number, tries = 40): void {
  const inner = document.querySelector("holdfast-flow")?.shadowRoot?.querySelector("iframe")?.contentDocument
  const radio = inner?.querySelectorAll<HTMLInputElement>("[data-field=choice] input[name=reason]")[at]
  if (radio) radio.click()
  else if (tries > 0) setTimeout(pickChoice, 50, document, at, tries - 1)
}
