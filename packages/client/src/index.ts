export { type ClientOptions, newCommandId, type Refusal, refusalOf, type WeftClient, weftClient } from './client.ts';
export { loadDemo } from './demo/load.ts';
