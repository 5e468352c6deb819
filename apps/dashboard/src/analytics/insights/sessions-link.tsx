import type { MouseEvent, ReactNode } from "react"
import { isElsewhere, useFollow } from "../../charts/use-follow.ts"

interface SessionsLinkProps {
  /** Null where there is nothing to lead to. */
  href: string | null
  /** For a link whose words alone say too little. */
  label?: string
  className?: string | undefined
  children: ReactNode
}

/** A figure that leads to its sessions. */
export function SessionsLink({ href, label, className, children }: SessionsLinkProps) {
  const follow = useFollow()
  if (href === null) return <span className={className}>{children}</span>
  const click = (event: MouseEvent) => {
    if (event.button !== 0 || isElsewhere(event)) return
    event.preventDefault()
    follow(href)
  }
  return (
    <a href={href} className={className} onClick={click} {...(label && { "aria-label": label })}>
      {children}
    </a>
  )
}
