import {
  hasMergeFields,
  setTranslation,
  type TranslatedText,
  type Translation,
} from "@holdfast/protocol/flow"
import { Textarea, UnstyledButton } from "@mantine/core"
import { useEditing, useFault } from "../editor-context.ts"
import { TextChips } from "../fields/text-chips.tsx"
import { translationField } from "./language-choices.ts"
import classes from "./languages.module.css"

interface TranslationRowProps {
  text: TranslatedText
  language: string
  /** The language of the texts themselves. */
  own: string
}

const longest = 10_000

/** A text beside what it is in another language, and whether that still fits. */
export function TranslationRow({ text, language, own }: TranslationRowProps) {
  const { isReadOnly, edit } = useEditing()
  const { guid, field, label, translation } = text
  const name = translationField(language, guid, field)
  const fault = useFault(name)
  const set = (next: Translation | null, typed: string | null) =>
    edit((content) => setTranslation(content, language, { guid, field }, next), typed)
  const say = (words: string) =>
    set(words === "" ? null : { text: words, source: text.text, by: "own" }, name)
  return (
    <li className={classes.row}>
      <div className={classes.source}>
        <span className={classes.label}>{label}</span>
        <span lang={own} dir="auto">
          {text.text}
        </span>
      </div>
      <div className={classes.field}>
        <Textarea
          data-field={name}
          aria-label={`${label}: ${text.text}`}
          lang={language}
          dir="auto"
          rows={1}
          classNames={{ input: classes.input ?? "" }}
          value={translation?.text ?? ""}
          readOnly={isReadOnly}
          maxLength={longest}
          error={fault && `This ${fault.fault}.`}
          withErrorStyles={false}
          onChange={({ currentTarget }) => say(currentTarget.value)}
        />
        {translation && hasMergeFields(translation.text) && <TextChips text={translation.text} />}
        <div className={classes.state}>
          <StateWords text={text} />
          {!isReadOnly && translation && text.isStale && (
            <Act name={`It still fits: ${label}`} onClick={() => say(translation.text)}>
              It still fits
            </Act>
          )}
          {!isReadOnly && !translation && (
            <Act name={`Begin with the source: ${label}`} onClick={() => say(text.text)}>
              Begin with the source
            </Act>
          )}
          {!isReadOnly && translation && (
            <Act name={`Clear: ${label}`} onClick={() => set(null, null)}>
              Clear
            </Act>
          )}
        </div>
      </div>
    </li>
  )
}

function StateWords({ text: { translation, isStale } }: { text: TranslatedText }) {
  if (!translation) return <span>Missing</span>
  const by = translation.by === "automatic" ? "Automatic" : "Yours"
  if (!isStale) return <span>{by}</span>
  const shown = translation.by === "automatic" ? ", not shown" : ""
  return (
    <span className={classes.stale}>
      {by}, stale{shown}: the source was “{translation.source}”
    </span>
  )
}

interface ActProps {
  name: string
  onClick: () => void
  children: string
}

const Act = ({ name, onClick, children }: ActProps) => (
  <UnstyledButton className={classes.act ?? ""} aria-label={name} onClick={onClick}>
    {children}
  </UnstyledButton>
)
