import { randomBytes } from "node:crypto"
import type { ExportChoice } from "@holdfast/protocol/dashboard"

/**
 * Such as `holdfast-lantern-2026-11-01-143059-3fa2.csv`: the day and time are those of UTC, and the last sign tells two
 * files of one moment apart, which would lie over each other in a folder.
 */
export function fileName(
  workspaceName: string,
  { profile }: ExportChoice,
  now: Date,
  sign = randomBytes(2).toString("hex"),
): string {
  const name = workspaceName
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, "-")
    .replace(/^-|-$/g, "")
  const time = now.toISOString().slice(0, 19).replace("T", "-").replaceAll(":", "")
  const parts = ["holdfast", name.slice(0, 60), time, sign].filter(Boolean)
  return `${parts.join("-")}.${profile === "ndjson" ? "ndjson" : "csv"}`
}
