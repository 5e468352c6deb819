import type { BrowserContext, Page } from "@playwright/test"

/** As somebody has it who folded the figures of the analytics page away before. */
export const foldFigures = (target: BrowserContext | Page): Promise<unknown> =>
  target.addInitScript(() => {
    try {
      localStorage.setItem("holdfast-figures", "folded")
    } catch {
      // a page without storage of its own, such as a sandboxed frame
    }
  })
