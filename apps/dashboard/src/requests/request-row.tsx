import type { CustomerRequest } from "@holdfast/protocol/dashboard"
import { Link } from "@tanstack/react-router"
import { AllowedButton } from "../parts/allowed-button.tsx"
import { CopyButton } from "../parts/copy-button.tsx"
import { Moment } from "../parts/moment.tsx"
import { readableText } from "../parts/readable-text.ts"
import { shorten } from "../parts/shorten.ts"
import { actWords, settlerWords, standingWords } from "./request-words.ts"
import classes from "./requests-page.module.css"

interface RequestRowProps {
  request: CustomerRequest
  onSettle: (result: "applied" | "refused") => void
  onUndo: () => void
}

const shown = (text: string) => shorten(readableText(text) ?? "(unreadable)", 200)

/** One request: whose it is, what was asked, how it stands, and what a person can say about it. */
export function RequestRow({ request, onSettle, onUndo }: RequestRowProps) {
  const { customer, subscriptionId, state, lastError, reason, note, settledAt, sessionId, nextTryAt } =
    request
  const settler = settlerWords(request)
  const isOpen = state === "asked" || state === "unknown"
  // what a customer reads of a refused offer does not say why
  const lastTry = isOpen || state === "refused" ? lastError : null
  const name = customer.email ?? customer.id
  return (
    <li className={classes.row}>
      <div className={classes.main}>
        <p className={classes.who}>
          <bdi>{shown(name)}</bdi>
          <CopyButton text={name} what={customer.email === null ? "customer id" : "email"} />
        </p>
        <p>
          <bdi>{shown(actWords(request))}</bdi>
        </p>
        <p className={classes.facts}>
          {subscriptionId !== null && (
            <span>
              Subscription <bdi>{shown(subscriptionId)}</bdi>
            </span>
          )}
          <span>
            Asked <Moment at={request.requestedAt} />
          </span>
          {sessionId !== null && (
            <Link
              to="/sessions/$sessionId"
              params={{ sessionId }}
              search={({ workspace }) => (workspace === undefined ? {} : { workspace })}
            >
              See the session
            </Link>
          )}
        </p>
        {lastTry !== null && <p className={classes.reason}>The last try: {shown(lastTry)}</p>}
        {reason !== null && <p className={classes.reason}>{shorten(readableText(reason) ?? "", 2000)}</p>}
        {note !== null && <p className={classes.note}>{shorten(readableText(note) ?? "", 2000)}</p>}
      </div>
      <div className={classes.standing}>
        <p className={classes.state} data-state={isOpen && request.isForPerson ? "waiting" : state}>
          {standingWords(request)}
        </p>
        <p className={classes.facts}>
          {settledAt !== null && <Moment at={settledAt} />}
          {settler !== null && <bdi>{shown(settler)}</bdi>}
          {isOpen && !request.isForPerson && nextTryAt !== null && (
            <span>
              next try <Moment at={nextTryAt} />
            </span>
          )}
        </p>
      </div>
      {isOpen && (
        <div className={classes.ways}>
          <AllowedButton
            action="request:settle"
            size="xs"
            variant="default"
            onClick={() => onSettle("applied")}
          >
            Mark as done
          </AllowedButton>
          <AllowedButton
            action="request:settle"
            size="xs"
            variant="subtle"
            onClick={() => onSettle("refused")}
          >
            Could not be done
          </AllowedButton>
        </div>
      )}
      {request.undoUntil !== null && <Undo onUndo={onUndo} />}
    </li>
  )
}

/** For a day; who may not settle sees that somebody else may. */
const Undo = ({ onUndo }: { onUndo: () => void }) => (
  <div className={classes.ways}>
    <AllowedButton action="request:settle" size="xs" variant="default" onClick={onUndo}>
      Take back
    </AllowedButton>
  </div>
)
