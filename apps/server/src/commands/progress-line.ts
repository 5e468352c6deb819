/** Steps of a start, one to a line, on standard error so that output for programs stays clean. */
export const progressLine = () => (message: string) => {
  process.stderr.write(`· ${message}\n`)
}
