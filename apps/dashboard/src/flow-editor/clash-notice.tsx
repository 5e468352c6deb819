import {
  type BlueprintContent,
  flowTexts,
  languageName,
  type Offer,
  offerLine,
  type Translation,
  termsInBlueprint,
} from "@holdfast/protocol/flow"
import { Button } from "@mantine/core"
import { readableText } from "../parts/readable-text.ts"
import { shorten } from "../parts/shorten.ts"
import classes from "./clash-notice.module.css"
import { findPart } from "./edits.ts"
import type { Clash } from "./use-draft.ts"

interface ClashNoticeProps {
  clash: Clash
  content: BlueprintContent
  onChoose: (value: unknown) => void
}

/** Two people changed the same thing: both texts, and the choice between them. */
export function ClashNotice({ clash, content, onChoose }: ClashNoticeProps) {
  const { by, mine, theirs } = clash
  const who = by ?? "Somebody"
  // of a part that one deleted, what is left stands in the flow already
  return (
    <section className={classes.clash} aria-label="Changed by two people" role="alert">
      <p className={classes.title}>
        {who} and you both changed {whatWords(clash, content)}.
      </p>
      <div className={classes.sides}>
        <Side
          title="Yours"
          text={valueWords(mine, clash, content)}
          action="Keep yours"
          onChoose={() => onChoose(mine)}
        />
        <Side
          title={by === null ? "Theirs" : `${by}'s`}
          text={valueWords(theirs, clash, content)}
          action={`Take ${by === null ? "theirs" : `${by}'s`}`}
          onChoose={() => onChoose(theirs)}
        />
      </div>
    </section>
  )
}

interface SideProps {
  title: string
  text: string
  action: string
  onChoose: () => void
}

const Side = ({ title, text, action, onChoose }: SideProps) => (
  <div className={classes.side}>
    <p className={classes.who}>{title}</p>
    <p className={classes.text}>{text}</p>
    <Button variant="default" size="xs" onClick={onChoose}>
      {action}
    </Button>
  </div>
)

const fieldWords: Record<string, string> = {
  header: "a heading",
  "copy.header": "the heading of an offer",
  "copy.description": "the text of an offer",
  "copy.cta": "a button of an offer",
  "copy.declineCta": "a button of an offer",
  description: "a text",
  value: "the words of a choice",
  "followup.question": "a follow-up question",
  followup: "a follow-up",
  offer: "the offer of a choice",
  order: "the order of a list",
  slot: "the same part of the flow",
  "branding.primaryColor": "the colour",
  "branding.brandImage": "the picture",
  language: "the language",
  automaticLanguages: "the languages that it is translated into",
  discountCooldown: "the days without a second discount",
  pauseCooldown: "the days without a second pause",
}

function whatWords(clash: Clash, content: BlueprintContent): string {
  const { guid, field, language, mine, theirs, base } = clash
  if (language !== undefined) {
    const text = flowTexts(content).find((each) => each.guid === guid && each.field === field)
    return `what “${shorten(text?.text ?? "", 80)}” is in ${languageName(language)}`
  }
  if (field === "") return `${quoted(base)}, which one of you deleted`
  const words = fieldWords[field] ?? `“${field}”`
  const part = guid === null ? null : findPart(content, guid)
  const isChoice = field !== "value" && typeof part?.value === "string" && part.value !== ""
  return isChoice && mine !== theirs ? `${words} (${quoted(part)})` : words
}

const quoted = (part: unknown): string => {
  const fields = (part ?? {}) as { value?: unknown; header?: unknown }
  const text = [fields.value, fields.header].find((each) => typeof each === "string" && each.trim() !== "")
  return typeof text === "string" ? `“${shorten(readableText(text) ?? text, 80)}”` : "a part"
}

function valueWords(value: unknown, { field }: Clash, content: BlueprintContent): string {
  if (value === null || value === "") return field === "" ? "Deleted" : "Nothing"
  if (typeof value === "string" || typeof value === "number") return shorten(String(value), 500)
  if (typeof value === "boolean") return value ? "On" : "Off"
  if (field === "automaticLanguages") return (value as string[]).map(languageName).join(", ")
  if (Array.isArray(value)) {
    return value
      .map((each) => (typeof each === "string" ? quoted(findPart(content, each)) : quoted(each)))
      .join(", ")
  }
  if (typeof value !== "object") return "Nothing"
  if ("source" in value) return shorten(String((value as Translation).text), 500)
  if ("offerType" in value) return offerLine(termsInBlueprint(value as Offer))
  if ("question" in value) return String(value.question)
  return quoted(value)
}
