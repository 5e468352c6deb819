/** Where Stripe sends the events of a workspace's account. */
export const eventsAddress = (url: string, appId: string): string => `${url}/v1/billing/stripe/${appId}`
