/**
 * How Node runs the server: with a small young generation, and an old one that grows by half before it is collected.
 * Left alone, Node takes the memory of the machine as an invitation: docs/decisions/0011-node-flags.md.
 */
export const nodeFlags = ["--max-semi-space-size=8", "--heap-growing-percent=50"]
