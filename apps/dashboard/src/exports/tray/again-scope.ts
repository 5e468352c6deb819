import { readAddress } from "../../address.ts"
import { scopeOf } from "../../analytics/view/scope-of.ts"
import { readView } from "../../analytics/view/view.ts"
import type { StreamScope } from "../../api/stream.ts"
import { dayOf } from "../../time/day.ts"

/** The sessions that an earlier export was made of, as its address finds them now. */
export const againScope = (appId: string, search: string): StreamScope =>
  scopeOf(readView(readAddress(search)).view, appId, dayOf(new Date()))
