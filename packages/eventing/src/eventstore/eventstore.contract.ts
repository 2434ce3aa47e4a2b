import { describe } from 'vitest';
import { appendChecks } from './checks/appends.ts';
import { persistentSubscriptionChecks } from './checks/persistent-subscriptions.ts';
import { readChecks } from './checks/reads.ts';
import type { OpenServer } from './checks/server-under-test.ts';
import { subscriptionChecks } from './checks/subscriptions.ts';

/**
 * How a server must behave for the adapter to keep the port's promises, in 33 numbered checks: through the adapter
 * where the port has it, else through the unmodified client. `open` gives a server for one check.
 */
export function eventStoreContract(name: string, open: OpenServer): void {
  describe(`event store: ${name}`, { timeout: 60_000 }, () => {
    appendChecks(open);
    readChecks(open);
    subscriptionChecks(open);
    persistentSubscriptionChecks(open);
  });
}
