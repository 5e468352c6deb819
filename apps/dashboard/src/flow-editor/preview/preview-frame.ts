import type { OpenedFlow, PresentedFlow } from "@holdfast/protocol/flow"

/** What the widget leaves in the window of its page. */
interface Embed {
  init(command: "show" | "restart", options: object): Promise<void>
}
type WidgetWindow = Window & typeof globalThis & { holdfast?: Embed }

const scriptAddress = "/js/app.js"

/**
 * Runs the widget's own script in a frame. Its one question, which flow the customer is to see, is answered here with what
 * the server made of the draft; nothing of it leaves the page, and nothing is recorded.
 */
export interface PreviewFrame {
  show(flow: PresentedFlow, options: { isDark: boolean; pick: number }): void
}

export function preparePreview(frame: HTMLIFrameElement): Promise<PreviewFrame> {
  const window = frame.contentWindow as WidgetWindow
  const { document } = window
  let answer: PresentedFlow | null = null
  window.fetch = async () => {
    const opened: OpenedFlow | null = answer && {
      ...answer,
      sessionId: null,
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
        show(flow, { isDark, pick }) {
          answer = flow
          document.documentElement.style.background = isDark ? "#101515" : "#ffffff"
          void window.holdfast?.init("restart", {
            appId: "preview",
            customerId: "preview",
            authHash: "preview",
            preview: true,
            colorScheme: isDark ? "dark" : "light",
            handleSupportRequest: () => Promise.resolve(),
          })
          if (pick >= 0) pickChoice(document, pick)
        },
      })
    document.head.append(script)
  })
}

/** Picks a reason of the survey as a customer does, as soon as it is there. */
function pickChoice(document: Document, at: number, tries = 40): void {
  const inner = document.querySelector("holdfast-flow")?.shadowRoot?.querySelector("iframe")?.contentDocument
  const radio = inner?.querySelectorAll<HTMLInputElement>("[data-field=choice] input[name=reason]")[at]
  if (radio) radio.click()
  else if (tries > 0) setTimeout(pickChoice, 50, document, at, tries - 1)
}
