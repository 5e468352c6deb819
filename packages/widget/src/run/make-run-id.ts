/** A random UUID for a run (version 4). `crypto.randomUUID` exists on secure pages only, this everywhere. */
export function makeRunId(): string {
  return "10000000-1000-4000-8000-100000000000".replace(/[018]/g, (place) => {
    const [random = 0] = crypto.getRandomValues(new Uint8Array(1))
    return (Number(place) ^ (random & (15 >> (Number(place) / 4)))).toString(16)
  })
}
