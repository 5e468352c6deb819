/** How an offer ended in a session, the strongest last: one that was shown twice and taken once was taken. */
export const offerEnds = ["ignored", "declined", "accepted"] as const
export type OfferEnd = (typeof offerEnds)[number]

/**
 * What a session did with an offer, or with all offers of a kind, as one word: `accepted:DISCOUNT`, `ignored:` and the guid of
 * an offer. Sessions are filtered and counted by these.
 */
export type OfferWord = `${OfferEnd}:${string}`

export const offerWord = (end: OfferEnd, key: string): OfferWord => `${end}:${key}`

export function readOfferWord(word: string): { end: OfferEnd; key: string } | null {
  const [said = "", ...rest] = word.split(":")
  const end = offerEnds.find((each) => each === said)
  return end ? { end, key: rest.join(":") } : null
}

/** The words of a session to which the offer, or the kind of offer, was shown, however it ended. */
export const shownWords = (key: string): OfferWord[] => offerEnds.map((end) => offerWord(end, key))
