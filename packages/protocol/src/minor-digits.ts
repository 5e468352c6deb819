/**
 * Digits of a currency's minor unit, where they are not two. From ISO 4217 (the list of 2024), but for three currencies
 * that Stripe bills otherwise: Icelandic crowns and Ugandan shillings in hundredths, ariary in whole ones. What a
 * screen usually shows is another matter: `Intl` shows no digits for forints, rupiah, and Colombian pesos, which are
 * billed in hundredths.
 */
export const unusualMinorDigits: Readonly<Record<string, number>> = {
  BIF: 0,
  CLP: 0,
  DJF: 0,
  GNF: 0,
  JPY: 0,
  KMF: 0,
  KRW: 0,
  MGA: 0,
  PYG: 0,
  RWF: 0,
  UYI: 0,
  VND: 0,
  VUV: 0,
  XAF: 0,
  XOF: 0,
  XPF: 0,
  BHD: 3,
  IQD: 3,
  JOD: 3,
  KWD: 3,
  LYD: 3,
  OMR: 3,
  TND: 3,
  CLF: 4,
  UYW: 4,
}

/** Two for dollars and for a currency that does not exist, none for yen. @param currency in any case */
export function minorDigits(currency: string): number {
  const code = currency.toUpperCase()
  return Object.hasOwn(unusualMinorDigits, code) ? (unusualMinorDigits[code] ?? 2) : 2
}
