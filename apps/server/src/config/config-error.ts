/** A variable that cannot be used. Its message names the variable, what is wrong and what it accepts. */
export class ConfigError extends Error {}
