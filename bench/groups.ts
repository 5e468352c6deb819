import { aggregationRows } from "./aggregation-rows.ts"
import { billingRows } from "./billing-rows.ts"
import { countRows } from "./count-rows.ts"
import { editorRows } from "./editor-rows.ts"
import { exportRows } from "./export-rows.ts"
import { facetPageRows } from "./facet-page-rows.ts"
import { facetRows } from "./facet-rows.ts"
import { flowRows } from "./flow-rows.ts"
import { hostileRows } from "./hostile-rows.ts"
import { importRows } from "./import-rows.ts"
import { insightRows } from "./insight-rows.ts"
import type { Group } from "./measure-fresh.ts"
import { memoryRows } from "./memory-rows.ts"
import { pageRows } from "./page-rows.ts"
import { recorderRows } from "./recorder-rows.ts"
import { recordingRows } from "./recording-rows.ts"
import { searchRows } from "./search-rows.ts"
import { webhookRows } from "./webhook-rows.ts"
import { writeRows } from "./write-rows.ts"

/** Everything that is measured, in the order in which it is; `--only` takes a name. */
export const groups: readonly Group[] = [
  { name: "pages", measure: pageRows },
  { name: "facet-pages", measure: facetPageRows },
  { name: "searches", measure: searchRows },
  { name: "counts", measure: countRows },
  { name: "facets", measure: facetRows },
  { name: "aggregations", measure: aggregationRows },
  { name: "insights", measure: insightRows },
  { name: "memory", measure: memoryRows },
  { name: "hostile", measure: hostileRows },
  { name: "flows", measure: flowRows },
  { name: "billing", measure: billingRows },
  { name: "editor", measure: editorRows },
  { name: "recorder", measure: recorderRows },
  { name: "webhooks", measure: webhookRows },
  { name: "writes", measure: writeRows },
  { name: "recordings", measure: recordingRows },
  { name: "imports", measure: importRows },
  { name: "exports", measure: exportRows },
]
