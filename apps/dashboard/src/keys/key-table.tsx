import type { ApiKey } from "@holdfast/protocol/dashboard"
import { VisuallyHidden } from "@mantine/core"
import { Moment } from "../parts/moment.tsx"
import type { KeyDialog } from "./key-dialogs.tsx"
import { KeyMenu } from "./key-menu.tsx"
import { KeyStateMark } from "./key-state-mark.tsx"
import classes from "./key-table.module.css"
import { keyName, makerWords } from "./key-words.ts"

interface KeyTableProps {
  label: string
  keys: readonly ApiKey[]
  /** Left out where nothing can be done with them any more. */
  onDialog?: (dialog: KeyDialog) => void
}

/** Keys, one a row; on a phone each is a block of lines. */
export function KeyTable({ label, keys, onDialog }: KeyTableProps) {
  return (
    <table className={classes.table} aria-label={label} data-over={onDialog === undefined}>
      <thead>
        <tr>
          <th scope="col">Name</th>
          <th scope="col">Created</th>
          <th scope="col">Last used</th>
          <th scope="col">State</th>
          {onDialog && (
            <th scope="col">
              <VisuallyHidden>Actions</VisuallyHidden>
            </th>
          )}
        </tr>
      </thead>
      <tbody>
        {keys.map((key) => (
          <tr key={key.id}>
            <th scope="row" className={classes.name}>
              <bdi>{keyName(key)}</bdi>
              <code className={classes.hint}>{key.hint}…</code>
            </th>
            <td data-label="Created">
              <span>
                <Moment at={key.createdAt} /> <bdi className={classes.by}>{makerWords(key.createdBy)}</bdi>
              </span>
            </td>
            <td data-label="Last used">
              {key.lastUsedAt === null ? (
                <span className={classes.by}>never</span>
              ) : (
                <Moment at={key.lastUsedAt} />
              )}
            </td>
            <td data-label="State">
              <KeyStateMark apiKey={key} />
            </td>
            {onDialog && (
              <td className={classes.actions}>
                <KeyMenu apiKey={key} onDialog={onDialog} />
              </td>
            )}
          </tr>
        ))}
      </tbody>
    </table>
  )
}
