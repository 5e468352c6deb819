import type { Tab } from "../../../../e2e/engines/engine.ts"

/** What is evaluated before each question: the flow's own document, whether it has an inner frame or not. */
const tools = `
  const host = document.querySelector("holdfast-flow");
  const dialog = host && host.shadowRoot.querySelector("dialog");
  const frame = dialog && dialog.querySelector("iframe");
  const inside = (frame && frame.contentDocument) || host.shadowRoot;
  const textOf = (element) => (element ? element.textContent.trim() : null);
  const nameOf = (element) => element.getAttribute("aria-label") || textOf(element.closest("label") || element);
  const all = (selector) => [...inside.querySelectorAll(selector)];
  const named = (selector, name) => all(selector).find((element) => nameOf(element) === name);
`

/** The flow as the customer has it before them, in a tab that no test runner knows. */
export function flowInTab(tab: Tab) {
  const ask = <T>(expression: string): Promise<T> =>
    tab.evaluate(
      `document.querySelector("holdfast-flow") ? (() => { ${tools} return ${expression} })() : null`,
    )
  /** Does it as soon as it can be done. */
  const act = async (expression: string, what: string): Promise<void> => {
    for (let left = 1200; left > 0; left -= 1) {
      if (await ask<boolean>(expression).catch(() => false)) return
      await new Promise((resolve) => setTimeout(resolve, 50))
    }
    throw new Error(`There is no ${what} in the flow`)
  }
  const text = JSON.stringify
  return {
    isThere: () => tab.evaluate<boolean>(`document.querySelector("holdfast-flow") !== null`),
    heading: () => ask<string | null>(`textOf(inside.querySelector("h1"))`),
    complaint: () => ask<string | null>(`textOf(inside.querySelector("[role=alert]"))`),
    /** The name of what has the focus. */
    focused: () => ask<string | null>(`inside.activeElement && nameOf(inside.activeElement)`),
    isChecked: (name: string) => ask<boolean>(`named("input", ${text(name)}).checked`),
    hasFrame: () => ask<boolean>(`!!frame`),
    lang: () => ask<string>(`inside.querySelector("html").lang`),
    /** Where the panel stands, in pixels of the window. */
    panel: () =>
      ask<{ width: number; middle: number; window: number }>(
        `(({ width, left }) => ({ width, middle: left + width / 2, window: innerWidth }))(inside.querySelector(".panel").getBoundingClientRect())`,
      ),
    press: (name: string) =>
      act(
        `named("button", ${text(name)}) && (named("button", ${text(name)}).click(), true)`,
        `button ${name}`,
      ),
    check: (name: string) =>
      act(`named("input", ${text(name)}) && (named("input", ${text(name)}).click(), true)`, `choice ${name}`),
    write: (words: string) =>
      act(
        `all("textarea").length > 0 && ((field) => { field.value = ${text(words)}; field.dispatchEvent(new Event("input", { bubbles: true })); return true })(all("textarea")[0])`,
        "field to write in",
      ),
    focus: (name: string) =>
      act(
        `named("button", ${text(name)}) && (named("button", ${text(name)}).focus(), true)`,
        `button ${name}`,
      ),
  }
}

export type FlowInTab = ReturnType<typeof flowInTab>
