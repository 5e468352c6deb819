import type { MissingFacts } from "@holdfast/protocol"
import type { HealthProblem } from "@holdfast/protocol/dashboard"

interface Words {
  /** What happened, as a sentence. */
  what: string
  /** What to do about it. */
  advice: string
}

/** By the code of a refusal. */
const refusals: Readonly<Record<string, Words>> = {
  wrong_hash: {
    what: "The customer hash does not fit.",
    advice:
      "Sign the id of this very customer, as it is sent, with a flow key of this workspace (HMAC-SHA256, in hex), on your server.",
  },
  no_proof: {
    what: "There was no proof of the customer.",
    advice:
      "Send the customer hash or a flow token that your server made. Or accept unverified sessions, if you can do without.",
  },
  hash_not_accepted: {
    what: "A bare customer hash was sent, and this workspace takes only flow tokens.",
    advice: "Make a flow token on your server, and pass it as token.",
  },
  token_malformed: {
    what: "The token is not a flow token.",
    advice:
      "Look at how your server makes it: docs/wire.md has the lines. The tokens of the SDKs, which begin with ck_, are others.",
  },
  token_old_kind: {
    what: "The flow token is of the first kind, which begins with hf_.",
    advice: "Make one that begins with hf2_: docs/wire.md has the lines.",
  },
  token_tampered: {
    what: "The flow token is not signed with a flow key of this workspace.",
    advice: "Look at which key your server signs with, and whether it was revoked.",
  },
  token_stale: {
    what: "The flow token is too old.",
    advice:
      "Make a new one for every page that is opened, and not once a day or in a cached page. Its time is in milliseconds.",
  },
  token_future: {
    what: "The flow token was issued in the future.",
    advice: "Set the clock of the server that makes it.",
  },
  token_of_other_workspace: {
    what: "The flow token is for another App ID.",
    advice: "Use the App ID and the flow key of the same workspace.",
  },
  unknown_mode: {
    what: "The mode is none that there is.",
    advice: "Send live, test or sandbox.",
  },
  unusable_id: {
    what: "The id of the customer or of the subscription cannot be kept.",
    advice: "Send at most 500 characters of valid Unicode.",
  },
  not_json: {
    what: "The body is no JSON.",
    advice: "Write it with JSON.stringify or its like, and look at whether something cuts it on its way.",
  },
  too_large: {
    what: "The body is too large.",
    advice: "Send fewer attributes and steps; files and pictures do not belong into a session.",
  },
  too_many_values: {
    what: "The body has too many lists and objects in one another.",
    advice:
      "Send what the documentation of the API names; a whole state of a program does not belong into a session.",
  },
  media_type: {
    what: "The content type is not taken.",
    advice: "Send application/json.",
  },
  too_many: {
    what: "Too many requests came from one address.",
    advice:
      "Prove the customer, or send fewer at once. A proxy may hide many customers behind its one address: set HOLDFAST_TRUST_PROXY.",
  },
  no_flow: {
    what: "The workspace has published no flow.",
    advice: "Publish one; until then customers cancel by your own handlers.",
  },
  foreign_run: {
    what: "The run belongs to a session of another customer or mode.",
    advice: "Start the flow anew when another customer signs in on the same page.",
  },
  unknown_run: {
    what: "A piece of a recording came for a run that no session has.",
    advice: "Nothing of it was kept. Holdfast’s own widget opens the flow first; look at what else sends.",
  },
  unreadable_recording: {
    what: "A piece of a recording holds something that is not in its format.",
    advice:
      "Nothing of it was kept. A widget of another version, or something that is no widget, sent it; reload the page.",
  },
  other_version: {
    what: "A recording names another version of the flow than its session was shown.",
    advice: "Nothing of it was kept. Something that is not Holdfast’s widget may have sent it.",
  },
  not_gzip: {
    what: "A piece of a recording was cut, or changed, on its way.",
    advice: "Look at what stands between the browser and Holdfast, such as a proxy that rewrites bodies.",
  },
  not_recorded: {
    what: "A piece of a recording came for a run that is not recorded.",
    advice: "Nothing of it was kept. Holdfast’s own widget sends none; look at what else sends.",
  },
  recording_deleted: {
    what: "A piece of a recording came after the recording was deleted.",
    advice: "Nothing of it was kept, as it should be.",
  },
  recording_full: {
    what: "A run sent more than is kept of one recording.",
    advice: "What came before stays. The recording says that it ends early.",
  },
  foreign_session: {
    what: "The session belongs to another customer.",
    advice: "Start the flow anew when another customer signs in on the same page.",
  },
  invalid: {
    what: "Something in the body is not what this address takes.",
    advice: "The answer names the field; see the documentation of the API.",
  },
}

/** By the reason why the billing said nothing of a customer; the mode is put behind it. */
const withoutBilling: Readonly<Record<MissingFacts, Words>> = {
  slow: {
    what: "Stripe did not answer within 2 seconds",
    advice: "Look at Stripe’s status page, and at the way from your server to Stripe.",
  },
  failed: {
    what: "Stripe could not be asked",
    advice: "Check the key on the page Billing; it says what Stripe answers. The server’s log has the fault.",
  },
  "refused-key": {
    what: "Stripe refused the key",
    advice:
      "It was revoked, or lacks Customers (Read) or Subscriptions (Read). Check it on the page Billing.",
  },
  "rate-limited": {
    what: "Stripe was asked more often than it allows",
    advice: "Look at what else asks Stripe with keys of this account, or have Stripe raise the limit.",
  },
  busy: {
    what: "Twenty questions waited for Stripe already",
    advice: "Stripe was slow at that moment. Look at its status page.",
  },
  "unknown-customer": {
    what: "Stripe does not know the customer",
    advice: "Pass the customer’s id of this Stripe account (cus_…), and of this mode, as customerId.",
  },
  "other-subscription": {
    what: "At Stripe the subscription is none of this customer’s",
    advice: "Pass a subscription of the customer who is signed in, or none.",
  },
}

const otherSilence: Words = { what: "Stripe said nothing", advice: "Check the key on the page Billing." }

const otherRefusal: Words = {
  what: "The request was refused.",
  advice: "Its answer says in one sentence what is wrong; look at it in the network tab of the browser.",
}

const everythingElse: Words = {
  what: "Other things went wrong in more ways than are listed.",
  advice: "Mend what is listed, and look again tomorrow.",
}

/** What a field takes says what to do; the first that fits. */
const fieldAdvice: readonly [RegExp, string][] = [
  [/cannot be kept|U\+FFFD/, "Send valid Unicode without NUL characters."],
  [/4217/, "Send the three letters of the currency, such as usd, or leave the field out."],
  [/has no unit/, "Send the unit beside it in one of the words that it takes."],
  [/number|at least|at most \d+$/, "Send a JSON number; amounts are in minor units, 2900 for $29.00."],
  [/time|between 2000/, "Send ISO 8601, such as 2026-11-01T12:00:00Z, or leave the field out."],
  [/one of/, "Send one of these words, in any case, or leave the field out."],
  [/true or false|boolean/, "Send true or false, without quotation marks."],
  [/is missing|has no /, "Send it with every request."],
  [/cut|at most/, "Send a shorter text."],
  [/entries|more fields|beyond/, "Send only what you want to filter by or read again."],
  [/null/, "Leave empty entries out of the list."],
  [/object/, "Send a JSON object, not a text of one."],
  [/list/, "Send a JSON list."],
  [/text/, "Send a text."],
]

/** What happened and what to do, of a problem of any kind. */
export function problemWords({ kind, field, why }: HealthProblem): Words {
  if (why === "everything_else") return everythingElse
  if (kind === "without_billing") {
    const { what, advice } = withoutBilling[why as MissingFacts] ?? otherSilence
    return { what: `${what}, in ${field} mode.`, advice }
  }
  if (field === "") return refusals[why] ?? otherRefusal
  const advice = fieldAdvice.find(([fits]) => fits.test(why))?.[1] ?? "See the documentation of the API."
  const kept = kind === "refused" ? "This one is never guessed, so the whole report was refused. " : ""
  return { what: why, advice: kept + advice }
}

/** Which of the two ways in, by its address. */
export function wayIn(route: string): string | null {
  if (route.includes("/v1/flow/")) return "Holdfast widget"
  if (route.includes("/v1/api/")) return "SDK of the public contract"
  return null
}

/** Its reports say so, its first request does not. */
const ownWidget = "holdfast-widget"

/** The client as it names itself, or by the way in where it does not. */
export function clientWords({ kind, client, version, route }: HealthProblem): string {
  if (kind === "without_billing") return "Stripe"
  if (client === "" || client === ownWidget) return wayIn(route) ?? "Any client"
  return version === "" ? client : `${client} ${version}`
}
