/** Something that says texts in another language. */
export interface Translator {
  /**
   * @param texts as HTML, in which `<span translate="no">` stays as it is
   * @param from the language of the texts, such as `en`; both are bases of tags
   * @returns each text in the other language, in the same order
   * @throws TranslatorFault where there is none
   */
  translate(texts: readonly string[], from: string, to: string, signal: AbortSignal): Promise<string[]>
}

/** Why nothing was translated, as a sentence for a person. */
export class TranslatorFault extends Error {}
