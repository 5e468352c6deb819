import { de } from "./de.ts"
import { en, type StepWords } from "./en.ts"
import { fr } from "./fr.ts"
import { sp } from "./sp.ts"

export const stepWords: Record<string, StepWords> = { en, fr, de, sp }
