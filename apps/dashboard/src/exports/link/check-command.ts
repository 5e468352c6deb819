/** What prints the SHA-256 of a file in a shell, whatever its name is. */
export const checkCommand = (name: string): string =>
  `sha256sum ${/^[\w.][\w.-]*$/.test(name) ? name : `-- '${name.replaceAll("'", "'\\''")}'`}`
