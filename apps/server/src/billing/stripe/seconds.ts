/** Stripe's times are whole seconds since 1970. */
export const toSeconds = (time: Date): number => Math.floor(time.getTime() / 1000)

export const fromSeconds = (seconds: number): Date => new Date(seconds * 1000)

/** For a sentence: 2026-12-03. */
export const dayOf = (seconds: number): string => fromSeconds(seconds).toISOString().slice(0, 10)
