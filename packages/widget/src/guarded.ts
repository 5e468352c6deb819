/** A fault of ours is a line on the console, never an exception in the page. */
export const guarded =
  <Args extends unknown[]>(work: (...args: Args) => void) =>
  (...args: Args): void => {
    try {
      work(...args)
    } catch (error) {
      console.error("Holdfast:", error)
    }
  }
