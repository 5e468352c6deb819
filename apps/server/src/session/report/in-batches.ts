/** Items of one turn are done one after the other, in the order in which they came. */
export interface Batching<T, R> {
  turnOf: (item: T) => string
  /** Only items of one group share a batch; all do where it is not given. */
  groupOf?: (item: T) => string
  /** The result or the error of each item; a failure of its own is the failure of all of them. */
  work: (items: readonly T[]) => Promise<PromiseSettledResult<R>[]>
  /** Batches at once. */
  atOnce: number
  /** Items in a batch. */
  size: number
  /** Beside a batch that runs, another one is begun only for so many: what each costs by itself is then shared. 1 unless given. */
  worthwhile?: number
  /** Longest that fewer wait for a batch that runs, which may itself wait for somebody; as long as it takes unless given. */
  patienceMs?: number
  /**
   * Behind a batch, the next one waits so long for as many as were there when the one before ended, in it or behind it, but for
   * no more than `worthwhile`: who has just been served comes again, and each batch has a cost of its own. Nobody waits unless
   * this is given.
   */
  gatherMs?: number
}

interface Waiting<T, R> {
  item: T
  done: (result: R) => void
  fail: (reason: unknown) => void
}

/**
 * Does what arrives while others are being done together: as many as are waiting, each of another turn. Who comes
 * when little is going on waits for nobody.
 */
export function inBatches<T, R>({
  turnOf,
  groupOf = () => "",
  work,
  atOnce,
  size,
  worthwhile = 1,
  patienceMs,
  gatherMs,
}: Batching<T, R>): (item: T) => Promise<R> {
  /** By turn, in the order in which the turns became ready. A turn that is in a running batch is in none of them. */
  const ready = new Map<string, Waiting<T, R>[]>()
  const running = new Map<string, Waiting<T, R>[]>()
  let batches = 0
  let isAsked = false
  let patience: NodeJS.Timeout | undefined
  /** Runs behind a batch, until the next one begins. */
  let gathering: NodeJS.Timeout | undefined
  /** So many the next one waits for meanwhile. */
  let expected = 1

  function ask() {
    if (isAsked) return
    isAsked = true
    // after everything that has just come in: one turn of the event loop, no timer
    setImmediate(() => {
      isAsked = false
      while (batches < atOnce && ready.size >= fewest()) void run(take(share()))
      if (patienceMs !== undefined && batches < atOnce && ready.size > 0)
        patience ??= setTimeout(beginAnyway, patienceMs)
    })
  }

  /** So many begin a batch now. */
  function fewest(): number {
    if (batches > 0) return worthwhile
    return gathering === undefined ? 1 : expected
  }

  function beginAnyway() {
    patience = undefined
    if (batches < atOnce && ready.size > 0) void run(take(share()))
  }

  function gather(present: number, ms: number) {
    clearTimeout(gathering)
    expected = Math.min(present, worthwhile)
    gathering = expected > 1 ? setTimeout(endGathering, ms) : undefined
  }

  function endGathering() {
    gathering = undefined
    ask()
  }

  /** Those that are ready share the batches that are free: all in one, the database would rest while it is prepared. */
  const share = () => Math.max(worthwhile, Math.ceil(ready.size / (atOnce - batches)))

  function take(most: number): [string, Waiting<T, R>][] {
    const batch: [string, Waiting<T, R>][] = []
    let group: string | undefined
    for (const [turn, line] of ready) {
      if (batch.length === Math.min(most, size)) break
      const [first] = line
      if (!first) continue
      group ??= groupOf(first.item)
      if (groupOf(first.item) !== group) continue
      ready.delete(turn)
      // The line loses it: the storage that a map has outgrown still leads to its lines, and to the storage after it. Once one
      // is in the old generation, every report behind it would follow (decision 40).
      line.shift()
      running.set(turn, line)
      batch.push([turn, first])
    }
    return batch
  }

  async function run(batch: [string, Waiting<T, R>][]) {
    batches++
    clearTimeout(patience)
    patience = undefined
    clearTimeout(gathering)
    gathering = undefined
    try {
      const results = await work(batch.map(([, { item }]) => item))
      for (const [n, [, { done, fail }]] of batch.entries()) {
        const result = results[n]
        if (result?.status === "fulfilled") done(result.value)
        else fail(result?.reason)
      }
    } catch (error) {
      for (const [, { fail }] of batch) fail(error)
    }
    batches--
    if (gatherMs !== undefined) gather(batch.length + ready.size, gatherMs)
    for (const [turn] of batch) {
      const others = running.get(turn) ?? []
      running.delete(turn)
      if (others.length > 0) ready.set(turn, others)
    }
    ask()
  }

  return (item) =>
    new Promise((done, fail) => {
      const turn = turnOf(item)
      const line = running.get(turn) ?? ready.get(turn) ?? []
      line.push({ item, done, fail })
      if (!running.has(turn)) ready.set(turn, line)
      ask()
    })
}
