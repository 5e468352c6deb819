import { ClampedText } from "./clamped-text.tsx"
import { CopyButton } from "./copy-button.tsx"
import classes from "./fact-list.module.css"
import { readableText } from "./readable-text.ts"
import { shorten } from "./shorten.ts"
import { withKeys } from "./with-keys.ts"

export interface Fact {
  label: string
  text: string
  /** The label is the merchant's own word. */
  isOwn?: boolean
  /** The text is an id: it can be copied, and is set in the width of its kind. */
  isId?: boolean
}

/** Names and values, a line each. What cannot be read is left out. */
export function FactList({ facts }: { facts: readonly Fact[] }) {
  return (
    <dl className={classes.list}>
      {withKeys(facts).map(({ item: { label, text, isOwn, isId }, key }) => {
        const value = readableText(text)
        const name = shorten(readableText(label) ?? "(unreadable name)", 120)
        if (value === null) return null
        return (
          <div key={key} className={classes.fact}>
            <dt className={isOwn ? classes.own : undefined}>
              <bdi>{name}</bdi>
            </dt>
            <dd className={isId ? classes.id : undefined}>
              <ClampedText text={value} label={name} />
              {isId && <CopyButton text={text} what={name} />}
            </dd>
          </div>
        )
      })}
    </dl>
  )
}
