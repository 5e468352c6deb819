/** A part of a page as a drawing that needs nothing but itself. */
interface Picture {
  svg: string
  width: number
  height: number
}

const namespace = "http://www.w3.org/2000/svg"
const marginPx = 24

/** What of its style a drawn shape takes along, since no style sheet comes with it. */
const shapeStyles = [
  "fill",
  "fill-opacity",
  "stroke",
  "stroke-width",
  "stroke-dasharray",
  "stroke-linecap",
  "stroke-linejoin",
  "stroke-opacity",
  "opacity",
  "visibility",
  "paint-order",
  "stop-color",
  "shape-rendering",
  "font-family",
  "font-size",
  "font-weight",
  "text-anchor",
  "color",
] as const

/**
 * Draws what stands in an element: grounds, lines, words and drawings, as the browser has laid them out. What is marked by
 * `data-no-picture` and what cannot be seen is left out.
 */
export function drawPicture(element: HTMLElement): Picture {
  const frame = element.getBoundingClientRect()
  const [width, height] = [frame.width + 2 * marginPx, frame.height + 2 * marginPx]
  const svg = make("svg", { xmlns: namespace, width, height, viewBox: `0 0 ${width} ${height}` })
  const ground = getComputedStyle(document.body).backgroundColor
  svg.append(make("rect", { width, height, fill: ground }))
  const page = make("g", { transform: `translate(${marginPx - frame.left} ${marginPx - frame.top})` })
  svg.append(page)
  drawInto(page, element)
  return { svg: new XMLSerializer().serializeToString(svg), width, height }
}

function make(name: string, attributes: Readonly<Record<string, string | number>>): SVGElement {
  const made = document.createElementNS(namespace, name)
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, String(value))
  return made
}

function drawInto(page: SVGElement, element: Element): void {
  if (element instanceof HTMLElement) {
    const style = getComputedStyle(element)
    if (isLeftOut(element, style)) return
    drawBox(page, element.getBoundingClientRect(), style)
    for (const child of element.childNodes) {
      if (child instanceof Text) drawWords(page, child, style)
      else if (child instanceof Element) drawInto(page, child)
    }
  } else if (element instanceof SVGSVGElement) {
    const { left, top, width, height } = element.getBoundingClientRect()
    const copy = copyOf(element)
    for (const [key, value] of Object.entries({ x: left, y: top, width, height, overflow: "visible" })) {
      copy.setAttribute(key, String(value))
    }
    page.append(copy)
  }
}

/** Not drawn on the page either, or there for the ear alone. */
function isLeftOut(element: HTMLElement, style: CSSStyleDeclaration): boolean {
  const isUnseen = style.display === "none" || style.visibility === "hidden" || style.opacity === "0"
  return (
    isUnseen || style.clipPath === "inset(50%)" || style.clip !== "auto" || "noPicture" in element.dataset
  )
}

const isClear = (color: string) => color === "transparent" || /,\s*0\)$|\/\s*0\)$/.test(color)

function drawBox(page: SVGElement, box: DOMRect, style: CSSStyleDeclaration): void {
  const { left: x, top: y, width, height, right, bottom } = box
  if (!isClear(style.backgroundColor)) {
    const rx = Number.parseFloat(style.borderTopLeftRadius) || 0
    page.append(make("rect", { x, y, width, height, rx, fill: style.backgroundColor }))
  }
  if (style.borderBottomStyle !== "none" && Number.parseFloat(style.borderBottomWidth) > 0) {
    const [at, stroke] = [bottom - 0.5, style.borderBottomColor]
    page.append(make("line", { x1: x, x2: right, y1: at, y2: at, stroke }))
  }
}

/** Each line of a text for itself, as long as it is on the page whatever letters the picture is drawn with. */
function drawWords(page: SVGElement, text: Text, style: CSSStyleDeclaration): void {
  for (const { words, box } of linesOf(text)) {
    const line = make("text", {
      x: box.left,
      y: box.top + box.height / 2,
      dy: "0.35em",
      textLength: box.width,
      lengthAdjust: "spacingAndGlyphs",
      fill: style.color,
      "font-family": style.fontFamily,
      "font-size": style.fontSize,
      "font-weight": style.fontWeight,
    })
    line.textContent = drawable(words)
    page.append(line)
  }
}

function linesOf(text: Text): { words: string; box: DOMRect }[] {
  const lines: { words: string; box: DOMRect }[] = []
  const range = document.createRange()
  for (const { 0: word, index } of text.data.matchAll(/\S+/g)) {
    range.setStart(text, index)
    range.setEnd(text, index + word.length)
    // a word without a blank may go over several lines: the boxes of its signs tell where
    for (const part of range.getClientRects().length > 1
      ? signsOf(text, index, word)
      : [{ words: word, box: range.getBoundingClientRect() }]) {
      const last = lines.at(-1)
      if (last && Math.abs(last.box.top - part.box.top) < 2) {
        const joint = part.box.left - last.box.right > 0.5 ? " " : ""
        const left = Math.min(last.box.left, part.box.left)
        const right = Math.max(last.box.right, part.box.right)
        last.words += joint + part.words
        last.box = new DOMRect(left, last.box.top, right - left, last.box.height)
      } else if (part.box.width > 0) lines.push(part)
    }
  }
  return lines
}

function signsOf(text: Text, from: number, word: string): { words: string; box: DOMRect }[] {
  const range = document.createRange()
  let at = from
  return [...word].map((sign) => {
    range.setStart(text, at)
    at += sign.length
    range.setEnd(text, at)
    return { words: sign, box: range.getBoundingClientRect() }
  })
}

/** A drawing with its styles in it, and without its links. */
function copyOf(element: SVGElement): SVGElement {
  const name = element.localName === "a" ? "g" : element.localName
  const copy = make(name, {})
  for (const { name: key, value } of element.attributes) {
    const isDrawn = !/^(?:href|xlink:href|class|style|role|tabindex|aria-.*|data-.*)$/.test(key)
    if (isDrawn) copy.setAttribute(key, value)
  }
  const style = getComputedStyle(element)
  for (const key of shapeStyles) {
    const value = style.getPropertyValue(key)
    if (value) copy.style.setProperty(key, value)
  }
  for (const child of element.childNodes) {
    if (child instanceof SVGElement) copy.append(copyOf(child))
    else if (child instanceof Text) copy.append(drawable(child.data))
  }
  return copy
}

/** XML has no signs for these. */
const drawable = (text: string) =>
  text.toWellFormed().replaceAll(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, "")
