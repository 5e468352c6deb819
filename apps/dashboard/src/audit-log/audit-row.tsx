import type { ActorKind, AuditEntry } from "@holdfast/protocol/dashboard"
import { ClampedText } from "../parts/clamped-text.tsx"
import { Moment } from "../parts/moment.tsx"
import { readableText } from "../parts/readable-text.ts"
import { shorten } from "../parts/shorten.ts"
import { withKeys } from "../parts/with-keys.ts"
import { actionWords } from "./action-words.ts"
import classes from "./audit-row.module.css"
import { AuditTarget } from "./audit-target.tsx"
import { detailWords } from "./detail-words.ts"

const kinds: Record<ActorKind, string | null> = {
  person: null,
  key: "Key",
  job: "Background job",
  command: "Command line",
}

/** One entry: when, who, what, to what, from where. */
export function AuditRow({ entry }: { entry: AuditEntry }) {
  const { actor, address, target } = entry
  const kind = kinds[actor.kind]
  return (
    <li className={classes.row}>
      <div className={classes.when}>
        <Moment at={entry.at} />
      </div>
      <div className={classes.who}>
        <bdi className={classes.name}>{shorten(readableText(actor.name) ?? "(unreadable name)", 200)}</bdi>
        {kind && <span className={classes.dim}>{kind}</span>}
      </div>
      <div className={classes.what}>
        <span>{actionWords(entry.action).did}</span>
        {target && <AuditTarget target={target} />}
        {withKeys(detailWords(entry.detail)).map(({ item: { label, text }, key }) => (
          <div key={key} className={classes.detail}>
            {label !== null && <span className={classes.dim}>{shorten(label, 80)}: </span>}
            <ClampedText text={text} label={label ?? "change"} />
          </div>
        ))}
      </div>
      <div className={classes.where}>{address === null ? "The server itself" : address}</div>
    </li>
  )
}
