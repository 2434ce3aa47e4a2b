import { configFrom, tokenKey, watchSettings, whereToListen } from '@weft/service-kit';
import { z } from 'zod';

const Settings = z.object({
  ...whereToListen,
  WEFT_DATA: z.string().min(1).default('data').describe('write the folder that keeps the data, such as ./data'),
  EVENT_LOG: z.string().optional().describe('write where the event log lies, such as sqlite:data/log.db'),
  EVENT_BUS: z.string().default('memory:').describe('write the address of the bus, such as memory:'),
  WEFT_TOKEN_KEY: tokenKey
    .optional()
    .describe('write at least 32 characters; without it a key is made and kept in the data folder'),
  WEFT_DEMO: z
    .enum(['on', 'off'])
    .default('on')
    .describe('write on to load the demonstration network at the first start, or off'),
  WEFT_DEMO_WEEKS: z.coerce
    .number()
    .int()
    .min(1)
    .max(26)
    .default(12)
    .describe('write the weeks of the demo rotas, 1 to 26'),
  ...watchSettings,
});
export type Settings = z.infer<typeof Settings>;

/** The platform's settings from the environment. Throws with the variable's name and what to write. */
export const settingsFrom = (env: Readonly<Record<string, string | undefined>>): Settings => configFrom(env, Settings);

const ClusterSettings = Settings.extend({
  EVENT_LOG: z
    .string()
    .regex(/^esdb(\+discover)?:/)
    .optional()
    .describe('write the address of a server that several processes share, such as esdb://localhost:2113?tls=false'),
  EVENTSTORE_URL: z
    .string()
    .regex(/^esdb(\+discover)?:/)
    .optional()
    .describe('write the address of an EventStore server, such as esdb://localhost:2113?tls=false'),
  EVENT_BUS: z
    .string()
    .regex(/^(nats|tls):/)
    .optional()
    .describe('write the address of a bus that runs already, such as nats://localhost:4222'),
  NATS_SERVER: z.string().min(1).optional().describe('write the path of a nats-server'),
});

/** The settings of many processes: log and bus are servers, which are started here when none is named. */
export const clusterSettingsFrom = (
  env: Readonly<Record<string, string | undefined>>,
): z.infer<typeof ClusterSettings> => configFrom(env, ClusterSettings);
