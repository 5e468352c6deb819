import type { ShownInsights } from "../../api/insights.ts"
import type { Place } from "./link-to.ts"

/** What every panel of the page gets. */
export interface PanelProps {
  insights: ShownInsights
  place: Place
  /** Of a file, without its ending: the panel's name and the days. */
  fileName: (panel: string) => string
}
