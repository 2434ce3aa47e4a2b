export type { SharedRotasApi } from './service.ts';
