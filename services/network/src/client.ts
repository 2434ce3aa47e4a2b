export type { NetworkApi } from './service.ts';
