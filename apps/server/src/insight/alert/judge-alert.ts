/** How an alert stands. */
export interface AlertState {
  firingSince: Date | null
  calmSince: Date | null
  /** People were told that it began. */
  isTold: boolean
}

/** What was read: `beyond` what the alert allows, `within` it, or too little to tell. */
export type AlertVerdict = "beyond" | "within" | "unknown"

/** A figure that goes to and fro about its level is one alert, and not many. */
const calmMs = 24 * 3600_000

/**
 * How an alert stands after a reading, and what is told of it. It ends when it has not held for a day. Nothing is told twice: of
 * an end only those hear who heard of the beginning.
 */
export function judgeAlert(
  state: AlertState,
  verdict: AlertVerdict,
  { isMuted, now }: { isMuted: boolean; now: Date },
): { state: AlertState; tells: "began" | "ended" | null } {
  if (state.firingSince === null) {
    if (verdict !== "beyond") return { state, tells: null }
    return { state: { firingSince: now, calmSince: null, isTold: !isMuted }, tells: isMuted ? null : "began" }
  }
  if (verdict === "unknown") return { state, tells: null }
  if (verdict === "beyond") {
    return { state: { ...state, calmSince: null }, tells: null }
  }
  const calmSince = state.calmSince ?? now
  if (now.getTime() - calmSince.getTime() < calmMs) return { state: { ...state, calmSince }, tells: null }
  const isTold = state.isTold && !isMuted
  return { state: { firingSince: null, calmSince: null, isTold: false }, tells: isTold ? "ended" : null }
}
