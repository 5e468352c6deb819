import { offerActions } from "@holdfast/protocol"
import type { BillingConnection } from "@holdfast/protocol/dashboard"
import { Checkbox } from "@mantine/core"
import { useMutation } from "@tanstack/react-query"
import { faultWords } from "../parts/fault-words.ts"
import boxes from "../parts/ticks.module.css"
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
  const changing = useMutation({
    mutationFn: (wanted: BillingConnection["pageActions"]) => change({ pageActions: wanted }),
  })
  // what was asked for shows at once; the answer, or the fault, takes its place
  const shown = changing.isPending ? changing.variables : pageActions
  return (
    <Checkbox.Group
      label="Offers that your page has handlers for"
      description="They may be published although the key cannot carry them out. Only pages with the handler show them."
      value={[...shown]}
      error={changing.isError && faultWords(changing.error, "change the handlers")}
      onChange={(chosen) => changing.mutate(offerActions.filter((each) => chosen.includes(each)))}
    >
      <div className={boxes.ticks}>
        {offerActions.map((action) => (
          <Checkbox
            key={action}
            value={action}
            label={actionLabels[action]}
            disabled={isClosed || changing.isPending}
          />
        ))}
      </div>
    </Checkbox.Group>
  )
}
