import { PlainPage } from "./plain-page.tsx"

/** For a page that failed while it was being drawn. */
export function CrashPage() {
  return (
    <PlainPage title="This page stopped working">
      <p>Nothing that Holdfast has recorded is lost.</p>
      <p>
        <a href="/">Load Cancellation Analytics again</a>
      </p>
    </PlainPage>
  )
}
