import type { WebhookDelivery } from "@holdfast/protocol/dashboard"
import { Button } from "@mantine/core"
import { useDisclosure } from "@mantine/hooks"
import { useMutation } from "@tanstack/react-query"
import { Link } from "@tanstack/react-router"
import { useId } from "react"
import { modeLabels } from "../analytics/view/view.ts"
import { faultWords } from "../parts/fault-words.ts"
import { Moment } from "../parts/moment.tsx"
import { readableText } from "../parts/readable-text.ts"
import { shorten } from "../parts/shorten.ts"
import { keepWorkspace } from "../shell/keep-workspace.ts"
import { DeliveryDetail } from "./delivery-detail.tsx"
import { eventLabels, standingWords, triesWords } from "./webhook-words.ts"
import classes from "./webhooks.module.css"

interface DeliveryRowProps {
  delivery: WebhookDelivery
  onResend: () => Promise<void>
}

/** One delivery: what it told, how it stands, and on demand what was sent and answered. */
export function DeliveryRow({ delivery, onResend }: DeliveryRowProps) {
  const { event, mode, sessionId, state, tries, createdAt, nextTryAt, lastStatus, lastError } = delivery
  const [isOpen, { toggle }] = useDisclosure(false)
  const detailId = useId()
  const sending = useMutation({ mutationFn: onResend })
  return (
    <li className={classes.row}>
      <div className={classes.main}>
        <p className={classes.name}>{eventLabels[event]}</p>
        <p className={classes.facts}>
          <Moment at={createdAt} />
          {mode !== null && mode !== "live" && <span>{modeLabels[mode]}</span>}
          {sessionId !== null && (
            <Link to="/sessions/$sessionId" params={{ sessionId }} search={keepWorkspace}>
              See the session
            </Link>
          )}
        </p>
        {state !== "delivered" && lastError !== null && (
          <p className={classes.reason}>{shorten(readableText(lastError) ?? "", 600)}</p>
        )}
        {sending.isError && (
          <p role="alert" className={classes.problem}>
            {faultWords(sending.error, "send it again")}
          </p>
        )}
      </div>
      <div className={classes.standing}>
        <p className={classes.state} data-state={state}>
          {standingWords(delivery)}
        </p>
        <p className={classes.facts}>
          <span>{triesWords(tries)}</span>
          {lastStatus !== null && <span>answered {lastStatus}</span>}
          {state === "waiting" && tries > 0 && nextTryAt !== null && (
            <span>
              next try <Moment at={nextTryAt} />
            </span>
          )}
        </p>
      </div>
      <div className={classes.ways}>
        <Button size="xs" variant="default" aria-expanded={isOpen} aria-controls={detailId} onClick={toggle}>
          {isOpen ? "Close" : "Details"}
        </Button>
        {/* whoever carries a request out might do it twice */}
        {state !== "waiting" && event !== "action.requested" && (
          <Button size="xs" variant="subtle" loading={sending.isPending} onClick={() => sending.mutate()}>
            Send again
          </Button>
        )}
      </div>
      <div id={detailId} className={classes.detail}>
        {isOpen && <DeliveryDetail deliveryId={delivery.id} />}
      </div>
    </li>
  )
}
