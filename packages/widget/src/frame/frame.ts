import type { Child } from "../render/jsx-runtime.ts"
import { render } from "../render/render.ts"
import { addStyles } from "./add-styles.ts"
import { openCanvas } from "./canvas.ts"
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
  /** False once the page has thrown the flow out, moved it, or closed its dialog. */
  isInPage(): boolean
  /** Where it is drawn. */
  home: Document | ShadowRoot
  close(): void
}

/**
 * `all: initial` with importance beats every rule of the page. Sizes are percentages, since a page's `zoom` scales
 * every length, also of the viewport. The z-index is for a dialog that could not be opened as a modal one. The
 * frame's own colour scheme equals that of its document: browsers paint an opaque canvas behind a frame where the two
 * differ.
 */
const outerStyles = `
:host{all:initial!important;display:block!important}
dialog{all:initial;position:fixed;inset:0;width:100%;height:100%;z-index:2147483647;overflow:hidden;background:none}
dialog::backdrop{background:none}
iframe{all:initial;display:block;width:100%;height:100%;border:0;background:none;color-scheme:light}
`

/** Languages that are written from right to left. */
const isRightToLeft = /^(ar|dv|fa|he|ps|sd|ug|ur|yi)\b/

export interface FrameParts {
  title: string
  /** The styles of the document inside. */
  styles: string
  /** The customer pressed Escape, or the page did away with the flow. */
  onClose: () => void
  /** They pressed a button or a choice: told before what it does. */
  onPress: () => void
}

/** Puts the dialog into the page; in front of everything, but for browsers and pages that know no modal dialog. */
function openDialog(host: HTMLElement, dialog: HTMLDialogElement): void {
  const { body, documentElement } = document
  ;(body ?? documentElement ?? document).append(host)
  // a page that hides its body hides all that is inside
  if (host.getClientRects().length === 0) documentElement.append(host)
  try {
    dialog.showModal()
  } catch {
    dialog.setAttribute("open", "")
  }
  const { currentCSSZoom = 1 } = dialog as { currentCSSZoom?: number }
  dialog.style.setProperty("zoom", String(1 / currentCSSZoom))
}

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

/** Opens the dialog over the page and makes the document inside it ready to render into. */
export async function openFrame({ title, styles, onClose, onPress }: FrameParts): Promise<Frame> {
  const before = document.activeElement
  const host = document.createElement("holdfast-flow")
  const shadow = host.attachShadow({ mode: "open" })
  addStyles(shadow, window, outerStyles)
  const dialog = document.createElement("dialog")
  dialog.setAttribute("aria-label", title)
  dialog.addEventListener("cancel", (event) => {
    event.preventDefault()
    onClose()
  })
  dialog.addEventListener("close", onClose)
  shadow.append(dialog)
  openDialog(host, dialog)
  const unlock = lockScroll(document)

  let isWhole = () => true
  const isInPage = () => dialog.isConnected && dialog.hasAttribute("open") && isWhole()
  const observer = new MutationObserver(() => isInPage() || onClose())
  for (const root of [document, shadow]) observer.observe(root, { childList: true, subtree: true })

  let lastKey = ""
  const close = () => {
    observer.disconnect()
    dialog.removeEventListener("close", onClose)
    host.remove()
    unlock()
    ;(before as HTMLElement | null)?.focus?.({ preventScroll: true })
  }

  const canvas = await openCanvas(dialog, shadow, title)
  const { home, html, body, view } = canvas
  isWhole = canvas.isWhole
  addStyles(home, view, styles)
  keepFocus(home, onClose)
  // a press on a label is one on its field as well, which alone is counted
  const countPress = ({ target }: Event) => {
    if ((target as Element).closest("button,input,select")) onPress()
  }
  home.addEventListener("click", countPress, true)

  const focusOn = (selector: string) => {
    view.focus()
    home.querySelector<HTMLElement>(selector)?.focus()
  }
  return {
    isInPage,
    home,
    focusOn,
    addStyles: (css) => addStyles(home, view, css),
    show(content, key, lang) {
      html.lang = lang
      html.dir = isRightToLeft.test(lang) ? "rtl" : "ltr"
      render(content, body)
      const heading = body.querySelector("h1")?.textContent ?? title
      dialog.setAttribute("aria-label", heading)
      if (key === lastKey) return
      lastKey = key
      body.querySelector(".scroll")?.scrollTo(0, 0)
      focusOn("h1")
    },
    setLook(look, isDark) {
      for (const [name, value] of Object.entries(look)) html.style.setProperty(name, value)
      html.classList.toggle("dark", isDark)
    },
    close,
  }
}
