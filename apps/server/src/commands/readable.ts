/** A text of somebody else's on a terminal: nothing of it moves the cursor. */
export const readable = (text: string): string => text.replace(/\p{C}/gu, "·")
