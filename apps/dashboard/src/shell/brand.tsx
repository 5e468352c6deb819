import classes from "./brand.module.css"

/** The mark and name of the product. */
export function Brand() {
  return (
    <span className={classes.brand}>
      <svg className={classes.mark} viewBox="0 0 32 32" aria-hidden="true">
        <rect width="32" height="32" rx="8" />
        <path d="M11 8v16M21 8v16M11 16h10" />
      </svg>
      Holdfast
    </span>
  )
}
