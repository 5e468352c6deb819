import { AxeBuilder } from "@axe-core/playwright"
import type { Page } from "@playwright/test"
import axe from "axe-core"

/** A rule that a page breaks, and where. */
export interface Complaint {
  id: string
  impact: axe.ImpactValue
  /** The beginnings of the elements. */
  at: string[]
}

type Violation = Pick<axe.Result, "id"> & {
  impact?: axe.ImpactValue | undefined
  nodes: readonly Pick<axe.NodeResult, "html">[]
}

/**
 * What axe complains of. It is put into the page once, and hands over its complaints alone: its builder for Playwright
 * brings all that it looked at out of the page, and takes three times as long (490 ms and 140 ms at the stream). Frames
 * of other origins are read by the builder.
 * @param without a selector of what is not looked at
 */
export async function complaintsOf(page: Page, without?: string): Promise<Complaint[]> {
  const hasFrames = without === undefined && page.frames().length > 1
  const violations = hasFrames
    ? (await new AxeBuilder({ page }).analyze()).violations
    : await violationsOf(page, without === undefined ? "document" : JSON.stringify({ exclude: [without] }))
  return violations.map(({ id, impact = null, nodes }) => ({
    id,
    impact,
    at: nodes.map(({ html }) => html.slice(0, 160)),
  }))
}

/** @param where what is looked at, as an expression */
async function violationsOf(page: Page, where: string): Promise<Violation[]> {
  if (!(await page.evaluate(`"axe" in globalThis`))) await page.evaluate(axe.source)
  const options = JSON.stringify({ resultTypes: ["violations"], iframes: false } satisfies axe.RunOptions)
  return await page.evaluate(`axe.run(${where}, ${options}).then(({ violations }) =>
    violations.map(({ id, impact, nodes }) => ({ id, impact, nodes: nodes.map(({ html }) => ({ html })) })))`)
}
