/** The key of a session that the widget reports. */
export const runKey = (run: string) => `run:${run.toLowerCase()}`

/** The run that such a key names, also where its session has given the key away (`releaseKey`). */
export const runOfKey = (key: string): string => key.split(":")[1] ?? ""
