import { v5 } from 'uuid';

const NAMESPACE = 'b6f0a1de-6d1f-5c1b-9d3e-3f7d0c8d5a10';

/** The id of one step of a load: the same step of the same demonstration gets the same id, so it is done once. */
export const commandIds = (demonstration: string) => (step: string) => v5(`${demonstration}/${step}`, NAMESPACE);
