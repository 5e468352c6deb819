/** What the rules of click to cancel say of places: names, codes and time zones, as tables. */

/** Each country of the European Union: its code of three letters, and the time zones that lie in it. */
export const europeanUnion: Readonly<Record<string, { long: string; zones: readonly string[] }>> = {
  AT: { long: "AUT", zones: ["Europe/Vienna"] },
  BE: { long: "BEL", zones: ["Europe/Brussels"] },
  BG: { long: "BGR", zones: ["Europe/Sofia"] },
  CY: { long: "CYP", zones: ["Asia/Nicosia", "Asia/Famagusta", "Europe/Nicosia"] },
  CZ: { long: "CZE", zones: ["Europe/Prague"] },
  DE: { long: "DEU", zones: ["Europe/Berlin", "Europe/Busingen"] },
  DK: { long: "DNK", zones: ["Europe/Copenhagen"] },
  EE: { long: "EST", zones: ["Europe/Tallinn"] },
  ES: { long: "ESP", zones: ["Europe/Madrid", "Africa/Ceuta", "Atlantic/Canary"] },
  FI: { long: "FIN", zones: ["Europe/Helsinki", "Europe/Mariehamn"] },
  FR: {
    long: "FRA",
    zones: [
      "Europe/Paris",
      "America/Cayenne",
      "America/Guadeloupe",
      "America/Marigot",
      "America/Martinique",
      "America/Miquelon",
      "America/St_Barthelemy",
      "Indian/Mayotte",
      "Indian/Reunion",
      "Pacific/Gambier",
      "Pacific/Marquesas",
      "Pacific/Noumea",
      "Pacific/Tahiti",
      "Pacific/Wallis",
    ],
  },
  GR: { long: "GRC", zones: ["Europe/Athens"] },
  HR: { long: "HRV", zones: ["Europe/Zagreb"] },
  HU: { long: "HUN", zones: ["Europe/Budapest"] },
  IE: { long: "IRL", zones: ["Europe/Dublin", "Eire"] },
  IT: { long: "ITA", zones: ["Europe/Rome"] },
  LT: { long: "LTU", zones: ["Europe/Vilnius"] },
  LU: { long: "LUX", zones: ["Europe/Luxembourg"] },
  LV: { long: "LVA", zones: ["Europe/Riga"] },
  MT: { long: "MLT", zones: ["Europe/Malta"] },
  NL: { long: "NLD", zones: ["Europe/Amsterdam"] },
  PL: { long: "POL", zones: ["Europe/Warsaw", "Poland"] },
  PT: { long: "PRT", zones: ["Europe/Lisbon", "Atlantic/Azores", "Atlantic/Madeira", "Portugal"] },
  RO: { long: "ROU", zones: ["Europe/Bucharest"] },
  SE: { long: "SWE", zones: ["Europe/Stockholm"] },
  SI: { long: "SVN", zones: ["Europe/Ljubljana"] },
  SK: { long: "SVK", zones: ["Europe/Bratislava"] },
}

/** Zones that are shared by many countries, some of them in the European Union. */
export const zonesAcrossEurope: readonly string[] = ["CET", "MET", "EET", "WET"]

/**
 * Codes that mean a place which has one of its own in ISO 3166, and that the rule of another country reaches: parts of
 * France and of Finland, and the territories of the United States.
 */
export const belongsTo: Readonly<Record<string, string>> = {
  GP: "FR",
  MQ: "FR",
  GF: "FR",
  RE: "FR",
  YT: "FR",
  MF: "FR",
  BL: "FR",
  PM: "FR",
  NC: "FR",
  PF: "FR",
  WF: "FR",
  AX: "FI",
  PR: "US",
  GU: "US",
  VI: "US",
  AS: "US",
  MP: "US",
  UM: "US",
  // spellings that are not ISO's
  EL: "GR",
  UK: "GB",
  USA: "US",
}

export const statesOfUs: Readonly<Record<string, string>> = {
  AL: "Alabama",
  AK: "Alaska",
  AZ: "Arizona",
  AR: "Arkansas",
  CA: "California",
  CO: "Colorado",
  CT: "Connecticut",
  DC: "District of Columbia",
  DE: "Delaware",
  FL: "Florida",
  GA: "Georgia",
  HI: "Hawaii",
  ID: "Idaho",
  IL: "Illinois",
  IN: "Indiana",
  IA: "Iowa",
  KS: "Kansas",
  KY: "Kentucky",
  LA: "Louisiana",
  ME: "Maine",
  MD: "Maryland",
  MA: "Massachusetts",
  MI: "Michigan",
  MN: "Minnesota",
  MS: "Mississippi",
  MO: "Missouri",
  MT: "Montana",
  NE: "Nebraska",
  NV: "Nevada",
  NH: "New Hampshire",
  NJ: "New Jersey",
  NM: "New Mexico",
  NY: "New York",
  NC: "North Carolina",
  ND: "North Dakota",
  OH: "Ohio",
  OK: "Oklahoma",
  OR: "Oregon",
  PA: "Pennsylvania",
  RI: "Rhode Island",
  SC: "South Carolina",
  SD: "South Dakota",
  TN: "Tennessee",
  TX: "Texas",
  UT: "Utah",
  VT: "Vermont",
  VA: "Virginia",
  WA: "Washington",
  WV: "West Virginia",
  WI: "Wisconsin",
  WY: "Wyoming",
}

/** The states whose own rule asks for a single click. */
export const singleClickStates: readonly string[] = ["CA", "NY"]

/** Zones that hold California or New York, each beside other states. */
export const zonesOfSingleClickStates: readonly string[] = [
  "America/Los_Angeles",
  "America/New_York",
  "US/Pacific",
  "US/Eastern",
  "PST8PDT",
  "EST5EDT",
  "EST",
]

/** Zones of the United States in which neither California nor New York lies; territories included. */
export const otherZonesOfUs: RegExp =
  /^(US\/.+|Navajo|CST6CDT|MST7MDT|MST|HST|America\/(Indiana|Kentucky|North_Dakota)\/.+|America\/(Adak|Anchorage|Atka|Boise|Chicago|Denver|Detroit|Fort_Wayne|Indianapolis|Juneau|Knox_IN|Louisville|Menominee|Metlakatla|Nome|Phoenix|Puerto_Rico|Shiprock|Sitka|St_Thomas|Virgin|Yakutat)|Pacific\/(Guam|Honolulu|Johnston|Midway|Pago_Pago|Saipan|Samoa|Wake))$/
