import fc from "fast-check"

/**
 * Property tests draw the same each time, so that whoever tests a good tree finds it good. Whoever asks for another seed, or
 * for more runs than usual, looks for what no test has found yet: those draw something new.
 */
const { HOLDFAST_PROPERTY_SEED: given, HOLDFAST_PROPERTY_RUNS: runs } = process.env
const seed = given !== undefined ? Number(given) : runs === undefined ? 1 : undefined
fc.configureGlobal({ ...fc.readConfigureGlobal(), ...(seed !== undefined && { seed }) })
