/** What the customer has told us so far. Typed text is a draft until they move on. */
export interface Answers {
  choiceGuid: string | null
  /** The guid of a follow-up option; `typedOption` where the customer types an answer instead. */
  followupGuid: string | null
  followupText: string
  feedback: string
  acknowledged: boolean
  /** Length of the pause and plan to switch to, where an offer asks; null is the first one. */
  pauseLength: number | null
  planId: string | null
}

export const typedOption = "typed"

export const noAnswers: Answers = {
  choiceGuid: null,
  followupGuid: null,
  followupText: "",
  feedback: "",
  acknowledged: false,
  pauseLength: null,
  planId: null,
}
