import { readableText } from "../parts/readable-text.ts"
import { shorten } from "../parts/shorten.ts"

/** What a person is called: their name, or their address where they have none. */
export const personName = ({ name, email }: { name: string; email: string }): string =>
  shorten(readableText(name) ?? email, 80)
