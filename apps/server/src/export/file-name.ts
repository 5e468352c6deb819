import type { ExportChoice } from "@holdfast/protocol/dashboard"

/** Such as `holdfast-lantern-2026-11-01-1430.csv`: the day and time are those of UTC. */
export function fileName(workspaceName: string, { profile }: ExportChoice, now: Date): string {
  const name = workspaceName
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, "-")
    .replace(/^-|-$/g, "")
  const time = now.toISOString().slice(0, 16).replace("T", "-").replace(":", "")
  return `${["holdfast", name.slice(0, 60), time].filter(Boolean).join("-")}.${profile === "ndjson" ? "ndjson" : "csv"}`
}
