import { can } from "@holdfast/protocol"
import { Link } from "@tanstack/react-router"
import type { ReactNode } from "react"
import { Brand } from "./brand.tsx"
import { PersonCorner } from "./person-corner.tsx"
import { sideGroups } from "./places.ts"
import classes from "./side-bar.module.css"
import { WaitingCount } from "./waiting-count.tsx"
import { usePlace } from "./workspace.ts"
import { WorkspaceSwitch } from "./workspace-switch.tsx"

interface SideBarProps {
  /** Beside the name of the product. */
  tray?: ReactNode
  /** Closes the drawer that holds it on a phone. */
  onLeave?: () => void
}

/** Where a person is and can go. */
export function SideBar({ tray, onLeave }: SideBarProps) {
  const { workspace } = usePlace()
  const groups = sideGroups
    .map((group) => ({ ...group, places: group.places.filter(({ action }) => can(workspace.role, action)) }))
    .filter(({ places }) => places.length > 0)
  return (
    <div className={classes.bar}>
      <div className={classes.brand}>
        <Brand />
        {tray}
      </div>
      <WorkspaceSwitch />
      <nav aria-label="Main" className={classes.nav}>
        {groups.map(({ heading, places }) => (
          <div key={heading} className={classes.group}>
            {heading && <p className={classes.heading}>{heading}</p>}
            {places.map(({ to, label, icon: Icon, isCounted }) => (
              <Link
                key={to}
                to={to}
                search={({ workspace }) => (workspace === undefined ? {} : { workspace })}
                activeOptions={{ includeSearch: false, exact: to === "/" }}
                className={classes.link ?? ""}
                onClick={() => onLeave?.()}
              >
                <Icon size={18} stroke={1.75} aria-hidden />
                {label}
                {isCounted && <WaitingCount />}
              </Link>
            ))}
          </div>
        ))}
      </nav>
      <PersonCorner onLeave={onLeave} />
    </div>
  )
}
