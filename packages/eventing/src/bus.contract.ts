import type { Bus } from './bus.ts';
export type BusUnderTest = { readonly bus: Bus; readonly dispose: () => Promise<void> };
export function busContract(_name: string, _open: () => Promise<BusUnderTest>): void {}
