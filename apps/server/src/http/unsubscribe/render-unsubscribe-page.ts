import { type Weekday, weekdayNames } from "@holdfast/protocol/dashboard"
import { escapeHtml } from "../../mail/escape-html.ts"

/** `asked`: the mail still comes · `ended`: it does no longer · `unknown`: the link is none of ours. */
export type UnsubscribeState =
  | { kind: "asked"; workspaceName: string; weekday: Weekday; hour: number; timeZone: string }
  | { kind: "ended" }
  | { kind: "unknown" }

const titles = {
  asked: "End this weekly mail?",
  ended: "You do not get this mail any more",
  unknown: "This link does not work",
} as const

/** A page of its own, without a script: whoever follows the link may use any browser, and be signed in nowhere. */
export function renderUnsubscribePage(state: UnsubscribeState): string {
  const title = titles[state.kind]
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${title} · Holdfast</title>
<link rel="icon" href="data:,">
<style>
:root { color-scheme: light dark; --page: #f6f7f7; --card: #fff; --ink: #1d2424; --line: #e3e7e7; --accent: #0f6e6e; --on-accent: #fff }
@media (prefers-color-scheme: dark) { :root { --page: #121717; --card: #1a2121; --ink: #e6ebeb; --line: #2e3838; --accent: #3aa8a8; --on-accent: #071414 } }
body { margin: 0; padding: 48px 16px; background: var(--page); color: var(--ink); font: 16px/1.6 system-ui, sans-serif }
main { max-width: 480px; margin: 0 auto; padding: 32px; background: var(--card); border: 1px solid var(--line); border-radius: 8px }
h1 { margin: 0 0 12px; font-size: 20px; line-height: 1.4 }
p { margin: 0 0 16px; overflow-wrap: anywhere }
button { padding: 10px 18px; border: 0; border-radius: 6px; background: var(--accent); color: var(--on-accent); font: inherit; font-weight: 600; cursor: pointer }
button:focus-visible { outline: 2px solid var(--ink); outline-offset: 2px }
</style>
</head>
<body>
<main>
<h1>${title}</h1>
${bodyOf(state)}
</main>
</body>
</html>`
}

function bodyOf(state: UnsubscribeState): string {
  if (state.kind === "ended") return "<p>You can choose it again in your account at any time.</p>"
  if (state.kind === "unknown")
    return "<p>It is not whole, or was changed on its way. Follow the link in the newest mail once more, or end the mail in your account.</p>"
  const { workspaceName, weekday, hour, timeZone } = state
  return `<p>It is the weekly mail of ${escapeHtml(workspaceName)} that comes every ${weekdayNames[weekday]} at ${hour}:00 (${escapeHtml(timeZone)}). Your other mails go on.</p>
<form method="post"><button>End this mail</button></form>`
}
