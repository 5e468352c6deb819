/**
 * What JSX becomes here. The widget's views are plain functions of the run's state, so a component is called at
 * once and only elements remain. Why this and not a library: docs/decisions/0007-widget-renderer.md.
 */

export interface VElement {
  type: string
  props: Record<string, unknown>
  /** Another key means another element, even at the same place. */
  key: string | number | undefined
}

export type Child = VElement | string | number | boolean | null | undefined | Child[]

type Component = (props: never) => Child

export function jsx(type: string | Component, props: object, key?: string | number): Child {
  if (typeof type === "function") return type(props as never)
  return { type, props: props as Record<string, unknown>, key }
}

export { jsx as jsxs }

export const Fragment = ({ children }: { children?: Child }): Child => children

interface Attributes<Target> {
  key?: string | number
  children?: Child
  class?: string
  id?: string
  role?: string
  title?: string
  type?: string
  name?: string
  for?: string
  value?: string | number
  checked?: boolean
  tabIndex?: number
  rows?: number
  maxLength?: number
  placeholder?: string
  src?: string
  alt?: string
  viewBox?: string
  d?: string
  onClick?: () => void
  onInput?: (event: { currentTarget: Target }) => void
  onChange?: (event: { currentTarget: Target }) => void
  [aria: `aria-${string}` | `data-${string}`]: string | boolean
}

export declare namespace JSX {
  type Element = Child
  interface ElementChildrenAttribute {
    children: unknown
  }
  interface IntrinsicAttributes {
    key?: string | number
  }
  type IntrinsicElements = {
    [Tag in keyof HTMLElementTagNameMap]: Attributes<HTMLElementTagNameMap[Tag]>
  } & {
    svg: Attributes<SVGElement>
    path: Attributes<SVGElement>
  }
}
