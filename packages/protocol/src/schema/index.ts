export * from "./direct.ts"
export * as field from "./field.ts"
export * from "./flow.ts"
export * from "./session-facts.ts"
