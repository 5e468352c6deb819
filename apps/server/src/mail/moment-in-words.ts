const format = new Intl.DateTimeFormat("en-GB", { dateStyle: "long", timeStyle: "short", timeZone: "UTC" })

/** A moment as a mail says it, whose reader may be anywhere: `2 November 2026 at 12:00 UTC`. */
export const momentInWords = (at: Date): string => `${format.format(at)} UTC`
