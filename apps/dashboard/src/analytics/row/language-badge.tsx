import type { StreamLanguage } from "@holdfast/protocol/dashboard"
import { IconCheck, IconLanguage, IconLanguageOff } from "@tabler/icons-react"
import { Hint } from "../../parts/hint.tsx"
import { languageCode, languageSentence } from "./language.ts"
import classes from "./row-badges.module.css"

const icons = { automatic: IconLanguage, manual: IconCheck, unavailable: IconLanguageOff, default: null }

/** The language the customer read, with a sign for how it came about. */
export function LanguageBadge({ language }: { language: StreamLanguage }) {
  const Icon = icons[language.translation]
  return (
    <Hint says={languageSentence(language)} className={classes.badge}>
      {languageCode(language)}
      {Icon && <Icon size={12} stroke={1.75} aria-hidden />}
    </Hint>
  )
}
