import { createContext, useContext } from "react"

/**
 * Whether Tab stops at the links and buttons below: 0 it does, -1 it passes by. A list whose rows are reached by the
 * arrow keys lets Tab into the row that has the focus, and past all the others.
 */
export const TabIndex = createContext<0 | -1>(0)

export const useTabIndex = (): 0 | -1 => useContext(TabIndex)
