import { useDisclosure } from "@mantine/hooks"
import { Dialog } from "../parts/dialog.tsx"
import { usePageKey } from "../parts/use-page-key.ts"
import classes from "./key-list.module.css"

/** What each key does; `use-row-keys.ts`, `use-player-keys.ts` and the search box carry it out. */
const groups = [
  {
    title: "Everywhere",
    keys: [
      { names: ["?"], does: "This list" },
      { names: ["Esc"], does: "Close what is open" },
    ],
  },
  {
    title: "Activity Stream",
    keys: [
      { names: ["/"], does: "Search" },
      { names: ["↓", "J"], does: "Next session" },
      { names: ["↑", "K"], does: "Session before" },
      { names: ["Home"], does: "First session" },
      { names: ["End"], does: "Last session" },
      { names: ["Enter"], does: "Open the session" },
    ],
  },
  {
    title: "Recording",
    keys: [
      { names: ["Space"], does: "Play or pause" },
      { names: ["←", "→"], does: "5 seconds back or on" },
      { names: ["J", "L"], does: "10 seconds back or on" },
      { names: ["[", "]"], does: "To the mark before, or the next" },
      { names: ["Home", "End"], does: "To the beginning or the end" },
      { names: ["1", "2", "3", "4"], does: "Speed: a half, 1, 2, 4" },
      { names: ["Z"], does: "The flow closer up, or the whole window" },
      { names: ["N", "P"], does: "Next session of the list, or the one before" },
    ],
  },
] as const

/** The keys that do something, on `?`. */
export function KeyList() {
  const [isOpen, { open, close }] = useDisclosure(false)
  usePageKey("?", open)
  return (
    <Dialog title="Keyboard shortcuts" isOpen={isOpen} onClose={close}>
      {groups.map(({ title, keys }) => (
        <section key={title} className={classes.group} aria-label={title}>
          <h3 className={classes.title}>{title}</h3>
          <dl className={classes.keys}>
            {keys.map(({ names, does }) => (
              <div key={does} className={classes.row}>
                <dt>
                  {names.map((name) => (
                    <kbd key={name} className={classes.key}>
                      {name}
                    </kbd>
                  ))}
                </dt>
                <dd>{does}</dd>
              </div>
            ))}
          </dl>
        </section>
      ))}
    </Dialog>
  )
}
