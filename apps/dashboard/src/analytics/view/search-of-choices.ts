import type { Choices } from "../../api/choice.ts"
import { keepWorkspace } from "../../shell/keep-workspace.ts"
import { dayOf } from "../../time/day.ts"
import { writeChoices } from "./choice-address.ts"
import type { ViewSearch } from "./view.ts"

/** The search part of a link to the stream: the live sessions that these filters leave, of the days between two instants. */
export const searchOfChoices =
  (choices: Choices, days: { since: Date; until: Date } | null) =>
  (search: ViewSearch): ViewSearch => ({
    ...keepWorkspace(search),
    ...writeChoices(choices),
    ...(days && { from: dayOf(days.since), to: dayOf(days.until) }),
  })
