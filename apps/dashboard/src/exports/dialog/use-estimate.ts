import type { ExportChoice, ExportEstimate } from "@holdfast/protocol/dashboard"
import { largestSmallExport } from "@holdfast/protocol/dashboard"
import { useDebouncedValue } from "@mantine/hooks"
import { useQuery } from "@tanstack/react-query"
import { estimateQuery } from "../../api/exports.ts"
import { countQuery, type StreamScope } from "../../api/stream.ts"

/** Changes that follow each other so closely are one question. */
const settleMs = 300

export interface Estimate {
  /** From the count of the stream until the estimate is there; undefined while nothing is known. */
  rows: number | undefined
  bytes: number | undefined
  isSmall: boolean
  isBusy: boolean
  /** `bytes` belongs to the choice before. */
  isOld: boolean
  error: Error | null
  tryAgain: () => void
}

/** What to expect of a file. Nothing waits for it: whatever it says, the server decides. */
export function useEstimate(scope: StreamScope, choice: ExportChoice): Estimate {
  const [settled] = useDebouncedValue(choice, settleMs)
  const isWhole = settled.columns.length > 0 || settled.profile === "ndjson"
  const estimate = useQuery({ ...estimateQuery(scope, settled), enabled: isWhole })
  const count = useQuery(countQuery(scope))
  const known: ExportEstimate | undefined = estimate.data
  const rows = known?.rows ?? (count.isPlaceholderData ? undefined : count.data?.count)
  return {
    rows,
    bytes: known?.bytes,
    isSmall: known?.isSmall ?? (rows === undefined || rows <= largestSmallExport),
    isBusy: known?.isBusy ?? false,
    isOld: estimate.isPlaceholderData || settled !== choice,
    error: estimate.error,
    tryAgain: () => void estimate.refetch(),
  }
}
