/** A chunk holds no more than this of a run. */
export const chunkMs = 5000
/** Typed lengths are written this often at most: at each key they would tell how somebody types. */
export const typedMs = 1000
/** From one position of the pointer, of the screen or of its edges to the next. */
export const restMs = 100
/** From one position of the pointer to the next, once there is little room left. */
export const thinnedMs = 1000
/** So many moves make a chunk of their own. */
export const mostMoves = 1000
/** From here on, of the bytes that are taken of a session, fewer positions of the pointer are kept. */
export const thinAt = 0.7
/** And here it ends, with room for the chunk that says so. */
export const stopAt = 0.9
/** The server has so long to answer a chunk. */
export const answerMs = 15_000
