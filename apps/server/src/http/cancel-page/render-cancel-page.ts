import { escapeHtml } from "../../mail/escape-html.ts"
import { cancelPageWords } from "./words.ts"

export interface CancelPage {
  appId: string
  /** One of the widget's languages, as the wire spells it. */
  lang: string
  /** Whether the link asks for that language; the flow is else in its own. */
  isLangNamed: boolean
  /** `invalid`: the customer is proven by nothing, so no flow is shown. */
  state: "flow" | "invalid"
  /** Where the customer is led back to. */
  returnAddress: string | null
}

/**
 * The page of a cancel link. All that it may come to say stands in it, hidden; `page.js` shows one part at a time. Nothing of
 * the token is written into it.
 */
export function renderCancelPage({ appId, lang, isLangNamed, state, returnAddress }: CancelPage): string {
  const words = cancelPageWords(lang)
  const tag = lang === "sp" ? "es" : lang
  const back = returnAddress
    ? `<a class="button" data-back href="${escapeHtml(returnAddress)}" rel="noreferrer">${escapeHtml(words.goToAccount)}</a>`
    : ""
  const part = (name: string, title: string, body: string, button = "") => `
<section data-part="${name}"${name === state ? "" : " hidden"}>
<h1 tabindex="-1">${escapeHtml(title)}</h1>
${body && `<p>${escapeHtml(body)}</p>`}
<p class="buttons">${button}${name === "flow" ? "" : back}</p>
</section>`
  const button = (label: string, action: string) =>
    `<button type="button" class="button" data-action="${action}">${escapeHtml(label)}</button>`
  const script = `/js/app.js?appId=${encodeURIComponent(appId)}&lang=${tag}`
  return `<!doctype html>
<html lang="${tag}" dir="${lang === "ar" ? "rtl" : "ltr"}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${escapeHtml(words.title)}</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/cancel/page.css">
${
  state === "flow"
    ? `<script defer src="${escapeHtml(script)}"></script>
<script defer src="/cancel/page.js"></script>`
    : ""
}
</head>
<body${isLangNamed ? ` data-lang="${tag}"` : ""}>
<main>
<noscript><p>${escapeHtml(words.needsScript)}</p></noscript>
${part("flow", words.title, "")}
${part("canceled", words.doneCancel, words.thanks)}
${part("asked", words.savedTitle, words.thanks)}
${part("kept", words.doneOffer, words.glad)}
${part("closed", words.closedTitle, words.closedBody, button(words.next, "again"))}
${part("failed", words.failedTitle, words.failedBody, button(words.tryAgain, "reload"))}
${part("invalid", words.invalidTitle, words.invalidBody)}
</main>
</body>
</html>
`
}
