import type { FlowArm } from "@holdfast/protocol/flow"

interface Line {
  /** The same in both arms. */
  key: string
  label: string
  customers: number
}

export interface SideBySide {
  key: string
  label: string
  customers: Record<FlowArm, number>
}

/** The lines of both arms in one list, the most frequent first; what one arm lacks is none there. The control words it. */
export function sideBySide(arms: Record<FlowArm, readonly Line[]>): SideBySide[] {
  const lines = new Map<string, SideBySide>()
  for (const arm of ["control", "variant"] as const) {
    for (const { key, label, customers } of arms[arm]) {
      const line = lines.get(key) ?? { key, label, customers: { control: 0, variant: 0 } }
      line.customers[arm] += customers
      lines.set(key, line)
    }
  }
  const all = ({ customers }: SideBySide) => customers.control + customers.variant
  return [...lines.values()].sort((a, b) => all(b) - all(a))
}
