import type { Child } from "../render/jsx-runtime.ts"
import { render } from "../render/render.ts"
import { addStyles } from "./add-styles.ts"
import { keepFocus } from "./keep-focus.ts"

/**
 * The place of the flow: `<holdfast-flow>` › open shadow root › native `<dialog>` in the top layer › one
 * same-origin frame. The reasons stand in docs/decisions/0006-widget-isolation.md.
 */
export interface Frame {
  /** Shows what a step looks like. `key` tells steps apart: a new one gets the focus on its heading. */
  show(view: Child, key: string, lang: string): void
  addStyles(css: string): void
  setLook(look: Record<string, string>, isDark: boolean): void
  focusOn(selector: string): void
  /** A page that redraws itself may throw the host element out. */
  isInPage(): boolean
  close(): void
}

/**
 * `all: initial` with importance beats every rule of the page. The frame's own colour scheme equals that of its
 * document: browsers paint an opaque canvas behind a frame where the two differ.
 */
const outerStyles = `
:host{all:initial!important;display:block!important}
dialog{all:initial;position:fixed;inset:0;width:100vw;height:100vh;height:100dvh;overflow:hidden;background:none}
dialog::backdrop{background:none}
iframe{all:initial;display:block;width:100%;height:100%;border:0;background:none;color-scheme:light}
`

/**
 * Keeps the page from scrolling under the flow. Where a scroll bar takes room its gutter is kept, so that
 * nothing jumps. Returns what puts the page back as it was.
 */
function lockScroll(page: Document): () => void {
  const { style, clientWidth } = page.documentElement
  const { overflow, scrollbarGutter } = style
  if (innerWidth > clientWidth) style.scrollbarGutter = "stable"
  style.overflow = "hidden"
  return () => void Object.assign(style, { overflow, scrollbarGutter })
}

function loadFrame(dialog: HTMLDialogElement, title: string): Promise<HTMLIFrameElement> {
  const iframe = document.createElement("iframe")
  iframe.title = title
  try {
    iframe.srcdoc = "<!doctype html>"
  } catch {
    // A page that enforces trusted types takes no markup from us; the blank document will do.
  }
  return new Promise((resolve) => {
    iframe.onload = () => resolve(iframe)
    dialog.append(iframe)
  })
}

export interface FrameParts {
  title: string
  /** The styles of the document inside. */
  styles: string
  onEscape: () => void
}

/** Opens the dialog over the page and makes the document inside it ready to render into. */
export async function openFrame({ title, styles, onEscape }: FrameParts): Promise<Frame> {
  const before = document.activeElement
  const host = document.createElement("holdfast-flow")
  const shadow = host.attachShadow({ mode: "open" })
  addStyles(shadow, window, outerStyles)
  const dialog = document.createElement("dialog")
  dialog.setAttribute("aria-label", title)
  dialog.addEventListener("cancel", (event) => {
    event.preventDefault()
    onEscape()
  })
  shadow.append(dialog)
  ;(document.body ?? document.documentElement).append(host)
  const unlock = lockScroll(document)
  dialog.showModal()

  let lastKey = ""
  const close = () => {
    dialog.close()
    host.remove()
    unlock()
    ;(before as HTMLElement | null)?.focus?.({ preventScroll: true })
  }

  const iframe = await loadFrame(dialog, title)
  const { contentDocument: doc } = iframe
  const view = iframe.contentWindow as (Window & typeof globalThis) | null
  if (!doc || !view) {
    close()
    throw new Error("the browser gave no frame")
  }
  doc.title = title
  addStyles(doc, view, styles)
  keepFocus(doc, onEscape)

  const focusOn = (selector: string) => {
    view.focus()
    doc.querySelector<HTMLElement>(selector)?.focus()
  }
  return {
    isInPage: () => host.isConnected,
    focusOn,
    addStyles: (css) => addStyles(doc, view, css),
    show(content, key, lang) {
      doc.documentElement.lang = lang
      render(content, doc.body)
      const heading = doc.querySelector("h1")?.textContent ?? title
      dialog.setAttribute("aria-label", heading)
      if (key === lastKey) return
      lastKey = key
      doc.querySelector(".scroll")?.scrollTo(0, 0)
      focusOn("h1")
    },
    setLook(look, isDark) {
      const { style, classList } = doc.documentElement
      for (const [name, value] of Object.entries(look)) style.setProperty(name, value)
      classList.toggle("dark", isDark)
    },
    close,
  }
}
