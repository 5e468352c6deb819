interface Box {
  left: number
  top: number
  width: number
  height: number
}

const gap = 8

/**
 * Where a tip stands: above what it tells of, below where there is no room on the chart, and never out of its sides.
 * @returns in pixels from the corner of the frame
 */
export function placeTip(frame: Box, aim: Box, tip: Box): { left: number; top: number } {
  const middle = aim.left - frame.left + aim.width / 2
  const left = Math.max(0, Math.min(middle - tip.width / 2, frame.width - tip.width))
  const above = aim.top - frame.top - tip.height - gap
  const below = aim.top - frame.top + aim.height + gap
  return { left: Math.round(left), top: Math.round(above >= -tip.height ? above : below) }
}
