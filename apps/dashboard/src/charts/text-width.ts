let context: CanvasRenderingContext2D | null | undefined

/** How wide a text is on one line of a drawing, in pixels. */
export function textWidth(text: string): number {
  context ??= document.createElement("canvas").getContext("2d")
  if (!context) return text.length * 7
  context.font = `12px ${getComputedStyle(document.body).fontFamily}`
  return context.measureText(text).width
}
