import { stepTypeNames } from "../value-labels.ts"
import type { BlueprintContent, BlueprintStep } from "./blueprint.ts"
import { type FlowLine, settingLines, stepLines } from "./flow-lines.ts"
import { flowTexts } from "./flow-texts.ts"
import { isSame } from "./merge-contents.ts"
import { baseLanguage, keyOf as textKey, translatedLanguages, translationOf } from "./translations.ts"
import { widgetLanguages } from "./widget-languages.ts"

/** What one version says and another does not, or says differently; null where it says nothing. */
export interface Difference {
  label: string
  before: string | null
  after: string | null
}

/** A step of the older version, and what has become of it. */
export interface ComparedStep {
  step: BlueprintStep
  fate: "same" | "changed" | "removed"
  differences: Difference[]
}

export interface FlowComparison {
  steps: ComparedStep[]
  /** Steps that only the newer version has. */
  added: BlueprintStep[]
  /** The steps that both have stand in another order. */
  isReordered: boolean
  /** Differences of the whole flow. */
  settings: Difference[]
}

/** Holds a version of a flow against a newer one; steps, choices and offers are known by their guids. */
export function compareFlows(older: BlueprintContent, newer: BlueprintContent): FlowComparison {
  const after = new Map(newer.steps.map((step) => [step.guid, step]))
  const before = new Set(older.steps.map(({ guid }) => guid))
  return {
    steps: older.steps.map((step) => {
      const now = after.get(step.guid)
      if (!now) return { step, fate: "removed", differences: [] }
      const differences = differencesOf(stepLines(step), stepLines(now))
      return { step, fate: differences.length > 0 ? "changed" : "same", differences }
    }),
    added: newer.steps.filter(({ guid }) => !before.has(guid)),
    isReordered: isReordered(
      older.steps.map(({ guid }) => guid),
      newer.steps.map(({ guid }) => guid),
    ),
    settings: [
      ...differencesOf(settingLines(older), settingLines(newer)),
      ...turnedOffDifferences(older, newer),
      ...translationDifferences(older, newer),
    ],
  }
}

/**
 * In how many places two contents differ, as `compareFlows` tells them; at least 1 where they are not the same, and 0 where
 * they are.
 */
export function countDifferences(older: BlueprintContent, newer: BlueprintContent): number {
  if (isSame(older, newer)) return 0
  const { steps, added, isReordered, settings } = compareFlows(older, newer)
  const ofSteps = steps.map(({ fate, differences }) => (fate === "removed" ? 1 : differences.length))
  const count =
    ofSteps.reduce((sum, each) => sum + each, 0) + added.length + Number(isReordered) + settings.length
  return Math.max(count, 1)
}

/** Customers see none of it, but whoever publishes it keeps it. A step that was turned on or off is told among the steps. */
function turnedOffDifferences(older: BlueprintContent, newer: BlueprintContent): Difference[] {
  const has = ({ steps }: BlueprintContent, guid: string) => steps.some((step) => step.guid === guid)
  return turnedOffSlots.flatMap((slot): Difference[] => {
    const [then, now] = [older.turnedOff?.[slot], newer.turnedOff?.[slot]]
    if (then && now && then.guid === now.guid) {
      const differences = differencesOf(stepLines(then), stepLines(now))
      return differences.map((each) => ({ ...each, label: `${each.label} (turned off)` }))
    }
    return [
      ...(then && !has(newer, then.guid) ? [turnedOff(then, "before")] : []),
      ...(now && !has(older, now.guid) ? [turnedOff(now, "after")] : []),
    ]
  })
}

/** Of texts that the newer one has: what was said of a text that is gone goes with it. */
function translationDifferences(older: BlueprintContent, newer: BlueprintContent): Difference[] {
  const languages = [...new Set([older, newer].flatMap(translatedLanguages))]
    .filter((language) => !isSame(older.translations?.[language], newer.translations?.[language]))
    .toSorted()
  if (languages.length === 0) return []
  const order = new Set(flowTexts(older).map(textKey))
  const texts = new Map(flowTexts(newer).map((text) => [textKey(text), text]))
  const inOrder = [...new Set([...order, ...texts.keys()])].flatMap((key) => texts.get(key) ?? [])
  return languages.flatMap((language) =>
    inOrder.flatMap((text): Difference[] => {
      const [before, after] = [older, newer].map((each) => translationOf(each, language, text)?.text ?? null)
      if (before === after || before === undefined || after === undefined) return []
      return [{ label: `${languageName(language)}: ${text.label}`, before, after }]
    }),
  )
}

/** `French`, `Portuguese (pt-BR)`; the tag itself where it is none of the widget's. */
export function languageName(tag: string): string {
  const base = baseLanguage(tag)
  const name = Object.entries(widgetLanguages).find(([code]) => code === base)?.[1]
  if (name === undefined) return tag
  return tag === base ? name : `${name} (${tag})`
}

const turnedOffSlots = ["INITIAL_OFFER", "SURVEY", "FREEFORM", "FINAL_OFFER"] as const

const turnedOff = (step: BlueprintStep, side: "before" | "after"): Difference => ({
  label: `${stepTypeNames[step.stepType]} that is turned off`,
  before: null,
  after: null,
  [side]: step.header || "(no heading)",
})

/** Line by line, and not the parts of what is missing altogether. A different order of the choices that both have counts as one difference. */
function differencesOf(older: readonly FlowLine[], newer: readonly FlowLine[]): Difference[] {
  const [before, after] = [byKey(older), byKey(newer)]
  const keys = new Set([...before.keys(), ...after.keys()])
  const differences = [...keys].flatMap((key): Difference[] => {
    const [then, now] = [before.get(key), after.get(key)]
    if (then && now && (then.exact ?? then.text) === (now.exact ?? now.text)) return []
    const whole = (then ?? now)?.under
    if (whole !== undefined && !(before.has(whole) && after.has(whole))) return []
    return [{ label: (then ?? now)?.label ?? key, before: then?.text ?? null, after: now?.text ?? null }]
  })
  const [choicesThen, choicesNow] = [choicesOf(older), choicesOf(newer)]
  if (isReordered(choicesThen.map(keyOf), choicesNow.map(keyOf))) {
    differences.push({
      label: "Order of the choices",
      before: choicesThen.map(({ text }) => text).join(" · "),
      after: choicesNow.map(({ text }) => text).join(" · "),
    })
  }
  return differences
}

const keyOf = ({ key }: FlowLine) => key
const byKey = (lines: readonly FlowLine[]) => new Map(lines.map((line) => [line.key, line]))
const choicesOf = (lines: readonly FlowLine[]) => lines.filter(({ key }) => /^choice \S+$/.test(key))

/** Whether what both lists have stands in another order. */
function isReordered(older: readonly string[], newer: readonly string[]): boolean {
  const [then, now] = [new Set(older), new Set(newer)]
  const kept = older.filter((key) => now.has(key))
  return newer.filter((key) => then.has(key)).some((key, index) => key !== kept[index])
}
