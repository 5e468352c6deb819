import type { recordingVersion } from "./move.ts"

/** CSS custom properties that a merchant's colour leads to: `--accent`, and a colour such as `#0f766e`. */
export type LoggedLook = Record<string, string>

/**
 * Families that a page may name for the flow. Only these are logged: what else a page calls its fonts is the page's own, and a
 * frame has only those that are installed.
 */
export const loggedFonts = [
  "system-ui",
  "-apple-system",
  "Segoe UI",
  "Roboto",
  "Helvetica Neue",
  "Helvetica",
  "Arial",
  "Inter",
  "sans-serif",
  "serif",
  "monospace",
] as const

/** The terms of a coupon that a page put in place of the published one. */
export interface LoggedCoupon {
  couponType: "PERCENT" | "AMOUNT"
  couponAmount: number
  currency: string | null
  couponDuration: number | null
}

/** What a run was drawn with. It comes with the first chunk. */
export interface RecordingHead {
  version: typeof recordingVersion
  /** Hash of the player of the same build as the scripts that drew the run: it draws as they did. */
  build: string
  blueprintId: string
  blueprintVersion: number
  /** Epoch milliseconds by the browser's clock: what stands in `sentAt` is the same clock. */
  startedAt: number
  /** Minutes that the browser's clock is ahead of UTC: dates are shown as they were. */
  utcOffset: number
  /** The language of the words. */
  uiLang: string
  /** The language shown, a BCP 47 tag: for dates and money. */
  locale: string
  direction: "ltr" | "rtl"
  /** Words of the page's own in place of Holdfast's, by key. */
  ownWords: [key: string, text: string][]
  /** The merge fields that were filled, by name; the others showed what stands in for them. */
  mergeFields: string[]
  /** Guids of the offers that were left out, because nobody carries them out. */
  hiddenOffers: string[]
  /** The page's own coupon and plans (`dynamicOffers`); null where they were as published. */
  coupon: LoggedCoupon | null
  plans: string[] | null
  hasCancelNow: boolean
  /** Each step said that it is recorded. */
  hasNotice: boolean
  look: { light: LoggedLook; dark: LoggedLook }
  isDark: boolean
  fonts: (typeof loggedFonts)[number][]
  width: number
  height: number
}
