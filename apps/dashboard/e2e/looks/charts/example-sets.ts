import type { BarRow } from "../../../src/charts/bar-list.tsx"
import type { ChartRow } from "../../../src/charts/chart-data.ts"
import type { ChartMark } from "../../../src/charts/chart-mark.ts"
import { withMarks } from "../../../src/charts/chart-mark.ts"
import type { SankeyNode, SankeyRow } from "../../../src/charts/lay-ribbons.ts"
import type { LineRow } from "../../../src/charts/line-chart.tsx"
import type { SplitRow } from "../../../src/charts/split-bars.tsx"
import type { StackRow, StackSeries } from "../../../src/charts/stacked-bars.tsx"
import type { SurvivalRow } from "../../../src/charts/survival-curve.tsx"
import type { TimeUnit } from "../../../src/charts/time-ticks.ts"
import { addDays } from "../../../src/time/day.ts"
import { hostileTexts } from "../hostile-rows.ts"

export interface HeatRow extends ChartRow {
  rates: readonly (number | null)[]
}

/** What every form is drawn from. */
export interface ExampleSet {
  unit: TimeUnit
  line: LineRow[]
  stack: StackRow[]
  series: StackSeries[]
  bars: BarRow[]
  plans: string[]
  heat: HeatRow[]
  ribbons: SankeyRow[]
  nodes: SankeyNode[]
  steps: SurvivalRow[]
  split: SplitRow[]
}

interface Plan {
  points: number
  unit: TimeUnit
  reasons: readonly string[]
  /** Everything that is counted is so many times as much. */
  times: number
}

const stepDays = { day: 1, week: 7, month: 30 }
/** Between -1 and 1, the same for the same number. */
const wave = (seed: number) => Math.sin(seed * 12.9898) * Math.cos(seed * 4.1414)
const at = (what: string, key: string | number) => `/?${what}=${encodeURIComponent(String(key).slice(0, 40))}`

const series: StackSeries[] = [
  { key: "PAUSE", label: "Pause", shade: "save-2" },
  { key: "DISCOUNT", label: "Discount", shade: "save-1" },
  { key: "PLAN_CHANGE", label: "Plan change", shade: "save-3" },
  { key: "CONTACT", label: "Contact", shade: "save-5" },
  { key: "abandoned", label: "Abandoned", shade: "abandoned" },
  { key: "canceled", label: "Cancelled", shade: "canceled" },
]

function made({ points, unit, reasons, times }: Plan): ExampleSet {
  const days = Array.from({ length: points }, (_, nth) => addDays("2026-01-05", nth * stepDays[unit]))
  const rows = days.map((day, nth): Omit<LineRow, "marks"> => {
    const [rate, isGap, isFew] = [0.46 + 0.002 * nth + 0.05 * wave(nth), nth % 23 === 9, nth % 11 === 4]
    const reach = isFew ? 0.16 : 0.05
    return {
      key: day,
      label: day,
      href: isGap ? null : at("day", day),
      day,
      value: isGap || times === 0 ? null : Math.min(1, rate),
      low: isGap || times === 0 ? null : Math.min(1, rate) - reach,
      high: isGap || times === 0 ? null : Math.min(1, rate + reach),
      isFew,
      before: times === 0 ? null : 0.44 + 0.03 * wave(nth + 400),
    }
  })
  const marks: ChartMark[] = [7, 8, 9].map((version, nth) => ({
    key: `v${version}`,
    day: days[Math.floor((points * (nth + 1)) / 4)] ?? "2026-01-05",
    sign: String(version),
    says: `Version ${version} was published`,
    href: at("version", version),
  }))
  return {
    unit,
    series,
    line: withMarks(rows, marks, addDays(days.at(-1) ?? "2026-01-05", stepDays[unit] - 1)),
    stack: days.map((day, nth) => ({
      key: day,
      label: day,
      href: at("day", day),
      day,
      parts: Object.fromEntries(
        series.map(({ key }, of) => [
          key,
          {
            count: Math.round(times * (8 + 6 * wave(nth * 7 + of) + (key === "canceled" ? 14 : 0))),
            href: at("outcome", `${key}~${day}`),
          },
        ]),
      ),
    })),
    bars: reasons.map((label, nth) => {
      const share = times === 0 ? null : Math.round(410 / (1 + nth * 0.6)) / 1000
      const reach = 0.02 + 0.012 * nth
      return {
        key: `reason ${nth}`,
        label,
        href: at("reason", nth),
        value: share,
        low: share && Math.max(0, share - reach),
        high: share && share + reach,
        isFew: nth === reasons.length - 1 && nth > 2,
        shade: "accent",
        ...(nth % 2 === 0 && share ? { part: share * 0.4 } : {}),
      }
    }),
    plans: ["Starter", "Team", "Business"].map((plan, nth) => reasons[nth + 20] ?? plan),
    heat: ["0–3 months", "3–12 months", "1–2 years", "2 years and more"].map((label, nth) => ({
      key: label,
      label: reasons[nth + 4] ?? label,
      href: at("age", nth),
      rates: [0, 1, 2].map((of) =>
        times === 0 || (nth === 2 && of === 1) ? null : 0.3 + 0.1 * nth + 0.06 * of,
      ),
    })),
    nodes: [
      ...reasons.map(
        (label, nth): SankeyNode => ({
          key: `r${nth}`,
          label,
          layer: 0,
          shade: "neutral",
          href: at("reason", nth),
        }),
      ),
      ...["Price", "Features", "No follow-up"].map(
        (label, nth): SankeyNode => ({
          key: `f${nth}`,
          label,
          layer: 1,
          shade: "neutral",
          href: at("followup", nth),
        }),
      ),
      ...series.map(
        ({ key, label, shade }): SankeyNode => ({ key, label, layer: 2, shade, href: at("outcome", key) }),
      ),
    ],
    ribbons: [
      ...reasons.map((label, nth) => ({
        key: `r${nth}f`,
        label: `${label} → ${nth % 3}`,
        href: at("reason", nth),
        from: `r${nth}`,
        to: `f${nth % 3}`,
        value: times * (60 - 6 * Math.min(9, nth)),
      })),
      ...series.flatMap(({ key, label }, of) =>
        [0, 1, 2].map((nth) => ({
          key: `f${nth}${key}`,
          label: `${nth} → ${label}`,
          href: at("outcome", `${key}~${nth}`),
          from: `f${nth}`,
          to: key,
          value: times * (12 + 5 * wave(of * 3 + nth)) * (key === "canceled" ? 3 : 1),
        })),
      ),
    ],
    steps: ["all", "discount"].flatMap((curve, of) =>
      Array.from({ length: Math.min(13, points) }, (_, nth): SurvivalRow => {
        const rate = times === 0 ? null : Math.exp(-nth * (0.03 + 0.02 * of))
        return {
          key: `${curve} ${nth}`,
          label: `Day ${nth * 7}`,
          href: at("held", nth * 7),
          curve,
          day: nth * 7,
          rate,
          low: rate && Math.max(0, rate - 0.01 * nth),
          high: rate && Math.min(1, rate + 0.008 * nth),
          atRisk: Math.round(times * 40 * Math.exp(-nth * 0.2)),
          isFew: nth > 10,
        }
      }),
    ),
    split: reasons.slice(0, 6).map((label, nth) => ({
      key: `split ${nth}`,
      label,
      href: at("plan", nth),
      who: times * 0.004 * wave(nth + 3),
      how: times * 0.006 * wave(nth + 11),
    })),
  }
}

const reasons = [
  "Too expensive",
  "Missing features",
  "Not using it",
  "Switched to another product",
  "Bugs",
  "Other",
]

/** By name: what a page of charts may be asked to draw. */
export const exampleSets: Readonly<Record<string, ExampleSet>> = {
  usual: made({ points: 26, unit: "week", reasons, times: 1 }),
  month: made({ points: 31, unit: "day", reasons, times: 1 }),
  one: made({ points: 1, unit: "month", reasons: reasons.slice(0, 1), times: 1 }),
  none: made({ points: 0, unit: "day", reasons: [], times: 1 }),
  zero: made({ points: 12, unit: "month", reasons, times: 0 }),
  large: made({
    points: 730,
    unit: "day",
    reasons: Array.from({ length: 40 }, (_, nth) => `Reason ${nth}`),
    times: 1e12,
  }),
  hostile: made({
    points: 12,
    unit: "month",
    reasons: [...hostileTexts, ...hostileTexts.toReversed()],
    times: 1,
  }),
}
