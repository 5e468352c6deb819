/** What the flow is drawn on: the document of a frame, or the shadow root itself where the page can have no frame. */
export interface Canvas {
  home: Document | ShadowRoot
  /** Takes the language and the colours. */
  html: HTMLElement
  body: HTMLElement
  view: Window & typeof globalThis
  /** False once the page has moved the frame or thrown it out: browsers empty it then. */
  isWhole(): boolean
}

/** A blank frame is there within milliseconds; longer only where something holds it back for good. */
const patienceMs = 3000

interface TrustedTypes {
  trustedTypes?: { emptyHTML: string }
}

/** A document without a source would be laid out as in the nineties; one of `srcdoc` never is. */
function loadFrame(dialog: HTMLElement, title: string): Promise<HTMLIFrameElement | null> {
  const iframe = document.createElement("iframe")
  iframe.title = title
  // a page that enforces trusted types takes no other markup from us
  iframe.srcdoc = (window as TrustedTypes).trustedTypes?.emptyHTML ?? ""
  return new Promise((resolve) => {
    setTimeout(resolve, patienceMs, null)
    iframe.onload = () => resolve(iframe)
    dialog.append(iframe)
  })
}

/**
 * The document inside a frame of its own keeps the page's styles out. A page in a sandbox without `allow-same-origin`
 * may not reach into its own frames, and then the shadow root has to do.
 */
export async function openCanvas(dialog: HTMLElement, shadow: ShadowRoot, title: string): Promise<Canvas> {
  try {
    const iframe = await loadFrame(dialog, title)
    const { contentDocument: doc, contentWindow: view } = iframe ?? {}
    if (iframe && doc && view) {
      const { documentElement: html, body } = doc
      doc.title = title
      const isWhole = () => iframe.contentDocument === doc
      return { home: doc, html, body, view: view as Window & typeof globalThis, isWhole }
    }
  } catch {
    // something on the page forbids frames
  }
  const html = document.createElement("html")
  const body = document.createElement("body")
  html.append(body)
  dialog.replaceChildren(html)
  return { home: shadow, html, body, view: window, isWhole: () => true }
}
