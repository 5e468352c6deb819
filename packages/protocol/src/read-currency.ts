/** Signs that one currency alone has. `$`, `¥`, `kr` and `£` with a word before it belong to several. */
const signs: Readonly<Record<string, string>> = {
  "€": "eur",
  "£": "gbp",
  "₹": "inr",
  "₽": "rub",
  "₩": "krw",
  "₺": "try",
  "₴": "uah",
  "₪": "ils",
  "₫": "vnd",
  "₱": "php",
  "₦": "ngn",
  "฿": "thb",
  zł: "pln",
  kč: "czk",
  r$: "brl",
  us$: "usd",
  a$: "aud",
  ca$: "cad",
  c$: "cad",
  nz$: "nzd",
  hk$: "hkd",
  s$: "sgd",
  mx$: "mxn",
  euro: "eur",
  euros: "eur",
}

/**
 * Reads a currency as people write it: a code with blanks around it, or the sign of one currency alone.
 * @returns null for the sign of several currencies, and for what is no word
 */
export function readCurrency(text: string): string | null {
  const word = text.trim()
  const known = signs[word.toLowerCase()]
  return known ?? (/^[A-Za-z0-9_-]{1,12}$/.test(word) ? word : null)
}
