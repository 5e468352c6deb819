import type { Move, MoveKind } from "../move.ts"
import type { RecordingChunk } from "../recording-api.ts"
import type { RecordingHead } from "../recording-head.ts"

/** A head with something in each field, for tests. */
export const aHead: RecordingHead = {
  version: 1,
  build: "0123456789abcdef0123456789abcdef",
  blueprintId: "blueprint-1",
  blueprintVersion: 3,
  startedAt: Date.parse("2026-11-30T12:00:00Z"),
  utcOffset: -300,
  uiLang: "sp",
  locale: "es-MX",
  direction: "ltr",
  ownWords: [["next", "Adelante"]],
  mergeFields: ["CUSTOMER_NAME.FIRST"],
  hiddenOffers: ["offer-pause"],
  coupon: { couponType: "AMOUNT", couponAmount: 500, currency: "usd", couponDuration: null },
  plans: ["small"],
  hasCancelNow: true,
  hasNotice: true,
  look: { light: { "--panel": "#ffffff", "--fill-edge": "transparent" }, dark: {} },
  isDark: false,
  fonts: ["Inter", "sans-serif"],
  width: 1280,
  height: 720,
}

/** One move of each kind. */
const ofEachKind: { [Kind in MoveKind]: Extract<Move, [number, Kind, ...unknown[]]> } = {
  screen: [400, "screen", "survey"],
  size: [420, "size", 1280, 700],
  dark: [430, "dark", 1],
  visible: [440, "visible", 0],
  pointer: [500, "pointer", 640, 300],
  press: [600, "press", 640, 300, 2],
  key: [700, "key", "tab"],
  focus: [700, "focus", 3, 1],
  choice: [800, "choice", "missing"],
  followup: [900, "followup", "typed"],
  typed: [1400, "typed", "followup", 17],
  scroll: [1500, "scroll", 120],
  missing: [1600, "missing", "minLength", "text", 20],
  acknowledged: [1700, "acknowledged", 1],
  pause: [1800, "pause", 2],
  plan: [1900, "plan", null],
  declined: [2000, "declined"],
  decision: [2100, "decision", "canceledNow"],
  handler: [2100, "handler", "handleCancel"],
  phase: [2100, "phase", "done", "Until soon", "asked"],
  fellBack: [2200, "fellBack"],
  left: [2300, "left"],
  thinned: [2400, "thinned"],
  closed: [2500, "closed"],
  stopped: [2500, "stopped"],
}

export const aChunk: RecordingChunk = {
  run: "0198c3a0-0000-7000-8000-000000000001",
  index: 0,
  head: aHead,
  moves: Object.values(ofEachKind),
}
