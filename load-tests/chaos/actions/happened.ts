/** What an action did: how often its fault really happened (0 fails the experiment), and that in words. */
export type Happened = { readonly times: number; readonly note: string };
