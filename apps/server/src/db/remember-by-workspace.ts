export interface WorkspaceMemory<T> {
  of(workspaceId: string): Promise<T>
  /** What is remembered of a workspace no longer holds; other servers learn of it when their time is over. */
  forget(workspaceId: string): void
}

interface Options {
  rememberMs?: number
  /** Of so many workspaces; the oldest is forgotten for a new one. */
  mostRemembered?: number
  /** In milliseconds, from any beginning. */
  clock?: () => number
}

/**
 * What every flow that opens asks of its workspace, remembered for seconds: one query in five seconds and not one for each. Many who ask at
 * once wait for one query. What cannot be read is not remembered.
 */
export function rememberByWorkspace<T>(
  read: (workspaceId: string) => Promise<T>,
  { rememberMs = 5000, mostRemembered = 10_000, clock = () => performance.now() }: Options = {},
): WorkspaceMemory<T> {
  const remembered = new Map<string, { value: Promise<T>; until: number }>()

  const readAfresh = (workspaceId: string): Promise<T> => {
    const value = read(workspaceId)
    const entry = { value, until: clock() + rememberMs }
    remembered.delete(workspaceId)
    const [oldest] = remembered.keys()
    if (remembered.size >= mostRemembered && oldest !== undefined) remembered.delete(oldest)
    remembered.set(workspaceId, entry)
    value.catch(() => {
      if (remembered.get(workspaceId) === entry) remembered.delete(workspaceId)
    })
    return value
  }

  return {
    async of(workspaceId) {
      const entry = remembered.get(workspaceId)
      return entry && entry.until > clock() ? entry.value : readAfresh(workspaceId)
    },
    forget: (workspaceId) => void remembered.delete(workspaceId),
  }
}
