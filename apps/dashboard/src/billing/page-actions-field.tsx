import { offerActions } from "@holdfast/protocol"
import type { BillingConnection } from "@holdfast/protocol/dashboard"
import { Checkbox } from "@mantine/core"
import { faultWords } from "../parts/fault-words.ts"
import boxes from "../parts/ticks.module.css"
import { useWanted } from "../parts/use-wanted.ts"
import { actionLabels } from "../webhooks/webhook-words.ts"
import { useConnection } from "./use-connection.ts"

interface PageActionsFieldProps {
  connection: BillingConnection
  /** Whoever looks at it may not change it. */
  isClosed: boolean
}

/** Which offers the embedding page carries out itself. Nobody but the people who wrote it knows; each tick is kept at once. */
export function PageActionsField({ connection: { mode, pageActions }, isClosed }: PageActionsFieldProps) {
  const { change } = useConnection(mode)
  const actions = useWanted(pageActions, (wanted) => change({ pageActions: wanted }))
  return (
    <Checkbox.Group
      label="Offers that your page has handlers for"
      description="They may be published although the key cannot carry them out. Only pages with the handler show them."
      value={[...actions.shown]}
      error={actions.error && faultWords(actions.error, "change the handlers")}
      onChange={(chosen) => actions.ask(offerActions.filter((each) => chosen.includes(each)))}
    >
      <div className={boxes.ticks}>
        {offerActions.map((action) => (
          <Checkbox
            key={action}
            value={action}
            label={actionLabels[action]}
            disabled={isClosed || actions.isAsked}
          />
        ))}
      </div>
    </Checkbox.Group>
  )
}
