export type { WorkforceApi } from './service.ts';
