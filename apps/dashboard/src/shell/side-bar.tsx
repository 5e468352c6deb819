import { IconChartBar } from "@tabler/icons-react"
import { Link } from "@tanstack/react-router"
import { Brand } from "./brand.tsx"
import { PersonMenu } from "./person-menu.tsx"
import classes from "./side-bar.module.css"
import { usePlace } from "./workspace.ts"
import { WorkspaceSwitch } from "./workspace-switch.tsx"

/** Where a person is and can go; `onLeave` closes the drawer that holds it on a phone. */
export function SideBar({ onLeave }: { onLeave?: () => void }) {
  const { me } = usePlace()
  return (
    <div className={classes.bar}>
      <div className={classes.brand}>
        <Brand />
      </div>
      <WorkspaceSwitch />
      <nav aria-label="Main" className={classes.nav}>
        <Link
          to="/"
          search={({ workspace }) => (workspace === undefined ? {} : { workspace })}
          activeOptions={{ includeSearch: false }}
          className={classes.link ?? ""}
          onClick={() => onLeave?.()}
        >
          <IconChartBar size={18} stroke={1.75} aria-hidden />
          Cancellation Analytics
        </Link>
      </nav>
      <PersonMenu user={me.user} />
    </div>
  )
}
