import type { Export } from "@holdfast/protocol/dashboard"
import { Anchor } from "@mantine/core"
import { notifications } from "@mantine/notifications"
import { exportPath } from "../api/exports.ts"
import { readableText } from "../parts/readable-text.ts"
import { shorten } from "../parts/shorten.ts"
import classes from "./announce.module.css"
import { countWords, sizeWords } from "./size-words.ts"

const looks = {
  closeButtonProps: { "aria-label": "Close" },
  classNames: { description: classes.description ?? "" },
  withBorder: true,
}
const readMs = 10_000

/** With mail the words are those of the product's documentation; without it nobody is promised any. */
export const announcePrepared = ({ id }: Export, isMailConfigured: boolean) =>
  notifications.show({
    id: `prepared-${id}`,
    message: isMailConfigured
      ? "Export is being prepared. You will receive an email with a download link shortly."
      : "Export is being prepared. It will be under Exports.",
    autoClose: readMs,
    ...looks,
  })

/** In place of what was said when it began; stays until somebody closes it: the person may be on another page, or away. */
export function announceDone(appId: string, { id, file }: Export): void {
  if (!file) return
  notifications.hide(`prepared-${id}`)
  notifications.show({
    id: `export-${id}`,
    title: "Export is ready",
    message: (
      <>
        {countWords(file.rows, "row")}, {sizeWords(file.bytes)}.{" "}
        <Anchor href={exportPath(appId, id, "/file", null)} download inherit>
          Download
        </Anchor>
      </>
    ),
    autoClose: false,
    ...looks,
  })
}

export function announceFailed({ id, reason }: Export): void {
  notifications.hide(`prepared-${id}`)
  notifications.show({
    id: `export-${id}`,
    title: "Export failed",
    message: shorten(readableText(reason) ?? "Holdfast did not say why.", 400),
    color: "red",
    autoClose: false,
    ...looks,
  })
}

/** A file that came at once is in the person's folder. */
export const announceSaved = (fileName: string, rows: number) =>
  notifications.show({
    title: "Downloaded",
    message: `${shorten(readableText(fileName) ?? "The file", 200)}, ${countWords(rows, "row")}`,
    autoClose: readMs,
    ...looks,
  })
