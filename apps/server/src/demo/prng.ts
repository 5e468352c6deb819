/**
 * Chance with a seed: the same seed gives the same life. sfc32 (Chris Doty-Humphrey's small fast counter),
 * fast enough that drawing numbers is not what a million sessions spend their time on.
 */
export interface Prng {
  /** 0 up to, not including, 1. */
  next(): number
  chance(probability: number): boolean
  /** A whole number, both ends included. */
  between(low: number, high: number): number
  pick<T>(values: readonly T[]): T
  /** An index, as likely as its weight says. Weights need not sum to one. */
  weighted(weights: readonly number[]): number
  /** A span around `median` that is skewed like human times are; `spread` 0.5 is mild, 1 is wild. */
  span(median: number, spread: number): number
  bytes(count: number): Uint8Array
}

/** @param seed any number; the fraction counts too */
export function prng(seed: number): Prng {
  const words = new Uint32Array(new Float64Array([seed]).buffer)
  let a = words[0] ?? 0
  let b = words[1] ?? 0
  let c = 0x9e3779b9
  let counter = 1

  const uint32 = (): number => {
    const sum = (a + b + counter) | 0
    counter = (counter + 1) | 0
    a = b ^ (b >>> 9)
    b = (c + (c << 3)) | 0
    c = ((c << 21) | (c >>> 11)) + sum
    return sum >>> 0
  }
  // neighbouring seeds begin alike; after a dozen rounds nothing is left of that
  for (let round = 0; round < 16; round++) uint32()

  const next = () => uint32() / 4294967296
  const between = (low: number, high: number) => low + Math.floor(next() * (high - low + 1))
  return {
    next,
    between,
    chance: (probability) => next() < probability,
    pick: (values) => at(values, between(0, values.length - 1)),
    weighted: (weights) => {
      let rest = next() * weights.reduce((sum, weight) => sum + weight, 0)
      for (let i = 0; i < weights.length - 1; i++) {
        rest -= weights[i] ?? 0
        if (rest < 0) return i
      }
      return weights.length - 1
    },
    span: (median, spread) => {
      const normal = Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next())
      return median * Math.exp(normal * spread)
    },
    bytes: (count) => {
      const bytes = new Uint8Array(count)
      for (let i = 0, word = 0; i < count; i++, word >>>= 8) {
        if (i % 4 === 0) word = uint32()
        bytes[i] = word
      }
      return bytes
    },
  }
}

/** The value at `index`, which the caller knows to be there. */
export function at<T>(values: readonly T[], index: number): T {
  if (index < 0 || index >= values.length) throw new RangeError(`No value ${index} among ${values.length}`)
  return values[index] as T
}
