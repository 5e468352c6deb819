/** Where the API's part about one workspace begins. */
export const workspacePath = (appId: string): string => `/api/workspaces/${encodeURIComponent(appId)}`
