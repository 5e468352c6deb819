import { Link } from "@tanstack/react-router"
import { PlainPage } from "./plain-page.tsx"

/** For an address that leads nowhere. */
export function NotFoundPage() {
  return (
    <PlainPage title="There is no page at this address">
      <p>It may have moved, or the address may have lost a piece on its way to you.</p>
      <p>
        <Link to="/">Go to Cancellation Analytics</Link>
      </p>
    </PlainPage>
  )
}
