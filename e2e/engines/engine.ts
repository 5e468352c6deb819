/** What the suites ask of a browser that Playwright does not drive. */
export interface Tab {
  goto(url: string): Promise<void>
  /** Evaluates an expression in the page and awaits it; what it gives must be JSON. */
  evaluate<T>(expression: string): Promise<T>
  /**
   * A key as the driver presses it: `Tab`, `Shift+Tab`, `Escape`, `ArrowDown`. Firefox makes no click of a driven Space or
   * Enter, so those two are left to the suite in Chromium.
   */
  press(key: string): Promise<void>
}

export interface Engine {
  /** The one tab of the browser. */
  tab: Tab
  close(): Promise<void>
}

/** Keys as WebDriver writes them. */
const codes: Readonly<Record<string, string>> = {
  Tab: "\uE004",
  Shift: "\uE008",
  Escape: "\uE00C",
  ArrowDown: "\uE015",
}

/** The actions of a press, the same for WebDriver and for WebDriver BiDi. */
export function keyActions(key: string): object[] {
  const values = key.split("+").map((name) => codes[name] ?? name)
  const down = values.map((value) => ({ type: "keyDown", value }))
  const up = values.toReversed().map((value) => ({ type: "keyUp", value }))
  return [{ type: "key", id: "keyboard", actions: [...down, ...up] }]
}

/** The expression as a promise of JSON text, which every driver hands over alike. */
export const asJson = (expression: string): string =>
  `(async () => JSON.stringify((await (${expression})) ?? null))()`
