import classes from "./session-count.module.css"

const digits = new Intl.NumberFormat("en-US")

/** How many sessions match. Its place is kept while the number is on its way, and empty when it is not to be had. */
export function SessionCount({ count, hasFailed }: { count: number | undefined; hasFailed: boolean }) {
  if (hasFailed) return null
  return (
    <p className={`${classes.count} hf-figures`} role="status">
      {count === undefined ? (
        <span className={classes.blank} />
      ) : (
        `${digits.format(count)} ${count === 1 ? "session" : "sessions"}`
      )}
    </p>
  )
}
