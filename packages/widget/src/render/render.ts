import { guarded } from "../guarded.ts"
import type { Child, VElement } from "./jsx-runtime.ts"

const last = new WeakMap<Node, VElement>()

/** A view that shows nothing becomes an empty text, so that what comes after it keeps its place. */
function flat(view: Child): (VElement | string)[] {
  if (Array.isArray(view)) return view.flatMap(flat)
  if (view === null || view === undefined || typeof view === "boolean") return [""]
  return [typeof view === "object" ? view : String(view)]
}

/** `value` and `checked` change with the customer, so it is the element that is compared, not what we last said. */
function setProp(element: Element, name: string, value: unknown): void {
  const live = element as unknown as Record<string, unknown>
  if (name === "value" || name === "checked") {
    if (live[name] !== value) live[name] = value
  } else if (name.startsWith("on")) {
    live[name.toLowerCase()] = guarded(value as (event: Event) => void)
  } else if (value === null || value === undefined) {
    element.removeAttribute(name)
  } else if (element.getAttribute(name) !== String(value)) {
    element.setAttribute(name, String(value))
  }
}

function patch(doc: Document, node: Node | undefined, want: VElement | string, isSvg: boolean): Node {
  if (typeof want === "string") {
    if (node?.nodeType !== 3) return doc.createTextNode(want)
    if (node.nodeValue !== want) node.nodeValue = want
    return node
  }
  const { type, props, key } = want
  const before = node && last.get(node)
  const isInSvg = isSvg || type === "svg"
  const namespace = `http://www.w3.org/${isInSvg ? "2000/svg" : "1999/xhtml"}`
  const isSame = before?.type === type && before.key === key
  const element = isSame ? (node as Element) : doc.createElementNS(namespace, type)
  last.set(element, want)
  renderInto(element, props.children as Child, isInSvg)
  for (const name of Object.keys({ ...(isSame ? before.props : {}), ...props })) {
    if (name !== "children") setProp(element, name, props[name])
  }
  return element
}

function renderInto(parent: Element, view: Child, isSvg: boolean): void {
  const doc = parent.ownerDocument
  const wanted = flat(view)
  wanted.forEach((want, i) => {
    const node = parent.childNodes[i]
    const next = patch(doc, node, want, isSvg)
    if (!node) parent.append(next)
    else if (node !== next) node.replaceWith(next)
  })
  while (parent.childNodes.length > wanted.length) parent.lastChild?.remove()
}

/** Makes the children of `parent` look like `view`, touching only what differs: focus and caret stay. */
export const render = (view: Child, parent: Element): void => renderInto(parent, view, false)
