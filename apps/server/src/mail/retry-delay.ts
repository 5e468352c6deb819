const minute = 60_000

/** How long a mail rests after so many tries: a minute, two, four, and so on up to an hour. In milliseconds. */
export const retryDelayMs = (attempts: number): number => Math.min(2 ** (attempts - 1), 60) * minute
