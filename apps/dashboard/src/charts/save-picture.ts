import { saveBlob } from "../parts/save-blob.ts"
import { drawPicture } from "./draw-picture.ts"

/** Twice the pixels, for dense screens and for slides. */
const sharpness = 2
/** No browser draws a side that is longer. */
const longestSidePx = 16_000

/** Saves what is on the screen as a PNG, in the colours and words in which it stands there. Nothing leaves the browser. */
export async function savePicture(element: HTMLElement, name: string): Promise<void> {
  const { svg, width, height } = drawPicture(element)
  const image = new Image()
  // an address of the data itself: the page's content policy knows no others for images
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`
  await image.decode()
  const scale = Math.min(sharpness, longestSidePx / Math.max(width, height, 1))
  const canvas = document.createElement("canvas")
  canvas.width = Math.ceil(width * scale)
  canvas.height = Math.ceil(height * scale)
  canvas.getContext("2d")?.drawImage(image, 0, 0, canvas.width, canvas.height)
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, "image/png"))
  if (blob) saveBlob(blob, name)
}
