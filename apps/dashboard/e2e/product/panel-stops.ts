import type { Locator } from "@playwright/test"
import { money } from "../../src/analytics/insights/figure-words.ts"

/** What a chart draws of one figure: what the cursor tells of it, and where it leads. */
export interface DrawnStop {
  /** What its chart is called. */
  chart: string
  title: string
  /** What is told, by what it is of. */
  lines: Readonly<Record<string, string>>
  href: string | null
}

/** Every bar, point, slice and cell that the charts within draw, each with what the pointer is told there. */
export const readStops = (within: Locator): Promise<DrawnStop[]> =>
  within.evaluate(async (place) => {
    const painted = () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))
    const stops: DrawnStop[] = []
    for (const frame of place.querySelectorAll('[aria-roledescription="chart"]')) {
      for (const drawn of frame.querySelectorAll("[data-stop]")) {
        drawn.dispatchEvent(new PointerEvent("pointerover", { bubbles: true }))
        await painted()
        const tip = [...frame.querySelectorAll(":scope > div[aria-hidden]")].at(-1)
        const [title, ...lines] = [...(tip?.querySelectorAll("p") ?? [])]
        const told = lines.map((line) => [
          line.querySelector("span")?.textContent ?? "",
          line.querySelector("bdi")?.textContent ?? "",
        ])
        stops.push({
          chart: frame.getAttribute("aria-label") ?? "",
          title: title?.textContent ?? "",
          lines: Object.fromEntries(told) as Record<string, string>,
          href: drawn.getAttribute("href"),
        })
      }
    }
    return stops
  })

/** A cell of a table that leads somewhere. */
export interface LinkedCell {
  row: string
  column: string
  text: string
  href: string
}

/** The cells of the tables within that are links, without the names of the rows. */
export const readCells = (within: Locator): Promise<LinkedCell[]> =>
  within.locator("table").evaluateAll((tables) =>
    tables.flatMap((table) => {
      const heads = [...table.querySelectorAll("thead th")].map(({ textContent }) => textContent ?? "")
      return [...table.querySelectorAll("tbody tr")].flatMap((row) =>
        [...row.children].flatMap((cell, place) => {
          const link = cell.tagName === "TD" ? cell.querySelector("a[href]") : null
          const href = link?.getAttribute("href")
          const name = row.querySelector("th")?.textContent ?? ""
          return href ? [{ row: name, column: heads[place] ?? "", text: link?.textContent ?? "", href }] : []
        }),
      )
    }),
  )

/** What a table says, line by line as a file of it would have them: heads first, and nothing where it shows a dash. */
export const readLines = (within: Locator): Promise<string[][]> =>
  within.locator("table tr").evaluateAll((rows) =>
    rows.map((row) =>
      [...row.children].map(({ textContent }) => {
        const text = textContent?.trim() ?? ""
        return text === "–" ? "" : text
      }),
    ),
  )

/** Whether a cell of a file is what a table says: the same words, the money, or the number that was rounded. */
export function isSaid(cell: string, text: string): boolean {
  const said = breakable(text)
  if (breakable(cell) === said || moneyIn(cell) === said) return true
  const exact = Math.abs(Number(cell))
  // a share is told in percent, also behind its counts, and a change of one in points
  const percent = /\((.+%)\)$/.exec(said)?.[1] ?? said
  const digits = percent.replace(/[^\d.]/g, "")
  if (cell === "" || digits === "" || Number.isNaN(exact)) return false
  const places = digits.split(".")[1]?.length ?? 0
  const told = /%|\bpt\b/.test(percent) ? exact * 100 : exact
  return Math.abs(told - Number(digits)) <= 0.5000001 * 10 ** -places
}

/** Some currencies stand before their amount with a space at which no line breaks. */
const breakable = (text: string) => text.replaceAll("\u00a0", " ")

/** `usd 2900; eur 1000` as a table tells it. */
const moneyIn = (cell: string): string =>
  [...cell.matchAll(/(?:^|; )([a-z]{3}) (-?\d+)(?=;|$)/g)]
    .map(([, currency = "", minor]) => breakable(money(Number(minor), currency)))
    .join(" · ")
