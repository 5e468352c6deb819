import {
  type BlueprintContent,
  flowSlots,
  languageName,
  languageOf,
  translatedTexts,
  translationProgress,
} from "@holdfast/protocol/flow"
import { Checkbox, NativeSelect } from "@mantine/core"
import { useState } from "react"
import { usePlace } from "../../shell/workspace.ts"
import { useEditing } from "../editor-context.ts"
import { slotNames } from "../fault-places.ts"
import steps from "../steps/steps.module.css"
import { languageChoices, progressWords, turnAutomatic } from "./language-choices.ts"
import classes from "./languages.module.css"
import { TranslationFile } from "./translation-file.tsx"
import { TranslationRow } from "./translation-row.tsx"

interface LanguagePanelProps {
  content: BlueprintContent
  language: string
  /** The name of the flow. */
  name: string
  onLanguage: (language: string) => void
}

/** The texts that customers can see, each beside what it is in another language. */
export function LanguagePanel({ content, language, name, onLanguage }: LanguagePanelProps) {
  const { isReadOnly, edit } = useEditing()
  const hasTranslator = usePlace().me.isTranslatorConfigured
  const { automaticLanguages: automatic = [] } = content
  const [isLeftOnly, setIsLeftOnly] = useState(false)
  const choices = languageChoices(content)
  const own = languageOf(content)
  const progress = translationProgress(content, language)
  const texts = translatedTexts(content, language).filter(
    ({ translation, isStale }) => !isLeftOnly || !translation || isStale,
  )
  const share = progress.texts === 0 ? 0 : (progress.translated - progress.stale) / progress.texts
  return (
    <div className={steps.panel}>
      <p className={steps.note}>
        The texts are in {languageName(own)}. A customer reads them in the language of their browser, or in
        the one that your page asks for. What is not translated stays in {languageName(own)}.
      </p>
      <div className={classes.head}>
        <NativeSelect
          label="Language"
          value={language}
          data={choices}
          onChange={({ currentTarget }) => onLanguage(currentTarget.value)}
        />
        <Checkbox
          label="Only what is missing or stale"
          mb={8}
          checked={isLeftOnly}
          onChange={({ currentTarget }) => setIsLeftOnly(currentTarget.checked)}
        />
      </div>
      <div className={classes.progress}>
        <p role="status">{progressWords(progress)}</p>
        <div className={classes.bar} aria-hidden>
          <span style={{ width: `${100 * share}%` }} />
        </div>
      </div>
      <Checkbox
        label={`Translate what is missing into ${languageName(language)} when the flow is published`}
        description={
          hasTranslator
            ? "By the translation server that your operator has set up. What you write stays as it is."
            : "Your operator has set up no translation server (HOLDFAST_TRANSLATE_URL), so nothing is translated."
        }
        // what was ticked while there was one can be taken away
        disabled={isReadOnly || !(hasTranslator || automatic.includes(language))}
        checked={automatic.includes(language)}
        onChange={({ currentTarget }) => edit((now) => turnAutomatic(now, language, currentTarget.checked))}
      />
      <TranslationFile key={language} content={content} language={language} name={name} />
      {texts.length === 0 && <p className={steps.note}>Nothing is left: every text is translated.</p>}
      {flowSlots.map((slot) => {
        const here = texts.filter((text) => text.slot === slot)
        if (here.length === 0) return null
        return (
          <section key={slot} aria-labelledby={`texts-${slot}`}>
            <h3 id={`texts-${slot}`} className={steps.legend}>
              {slotNames[slot]}
            </h3>
            <ul className={classes.slot}>
              {here.map((text) => (
                <TranslationRow
                  key={`${text.guid} ${text.field}`}
                  text={text}
                  language={language}
                  own={own}
                />
              ))}
            </ul>
          </section>
        )
      })}
    </div>
  )
}
