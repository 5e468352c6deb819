import type { StoredExport } from "./to-export.ts"

/** Under which all exports lie. */
export const exportsPrefix = "exports/"

type Attempt = Pick<StoredExport, "workspace_id" | "id" | "attempt">

/**
 * Where the file of an export lies. The attempt is in it, so that a worker that was taken for dead, and then publishes
 * after all, publishes beside the one that took over.
 */
export const fileKey = (attempt: Attempt) => `${stem(attempt)}.file`

export const manifestKey = (attempt: Attempt) => `${stem(attempt)}.manifest.json`

const stem = ({ workspace_id, id, attempt }: Attempt) => `${exportsPrefix}${workspace_id}/${id}.${attempt}`

/** Which attempt a key belongs to, as the key of its file. */
export const fileOfKey = (key: string): string => key.replace(/\.manifest\.json$/, ".file")
