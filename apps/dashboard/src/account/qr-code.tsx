import { encode } from "uqr"
import classes from "./account.module.css"
import { modulePath } from "./module-path.ts"

/** A text for a camera. Drawn here: what it holds is a secret. */
export function QrCode({ text, label }: { text: string; label: string }) {
  const { data, size } = encode(text, { ecc: "M", border: 3 })
  return (
    <svg
      className={classes.qr}
      viewBox={`0 0 ${size} ${size}`}
      shapeRendering="crispEdges"
      role="img"
      aria-label={label}
    >
      <path d={modulePath(data)} fill="#000" />
    </svg>
  )
}
