/** Whole numbers as every page writes them: `1,204`. */
export const digits = new Intl.NumberFormat("en-US")
