/** The key of a session that the widget reports. */
export const runKey = (run: string) => `run:${run.toLowerCase()}`
