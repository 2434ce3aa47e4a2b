import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { parseFaults } from './faults.ts';
import { type StandInOptions, startStandIn } from './start-stand-in.ts';

const USAGE = `node infra/eventstore-stand-in/src/main.ts --data FILE [--port 2113] [--host 127.0.0.1]
  [--control PORT] [--tls-certificate FILE --tls-key FILE] [--user NAME:PASSWORD]
  [--faults JSON]`;

const { values } = parseArgs({
  options: {
    data: { type: 'string' },
    port: { type: 'string', default: '2113' },
    host: { type: 'string', default: '127.0.0.1' },
    control: { type: 'string' },
    'tls-certificate': { type: 'string' },
    'tls-key': { type: 'string' },
    user: { type: 'string' },
    faults: { type: 'string' },
  },
});

console.log('This is a stand-in for development and tests. It is not EventStoreDB: keep nothing here that matters.');
try {
  const standIn = await startStandIn(optionsFrom());
  console.log(`Listening: ${standIn.url}`);
  if (standIn.controlPort !== null) console.log(`Control: http://127.0.0.1:${standIn.controlPort}`);
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.once(signal, () => {
      standIn.stop().then(() => console.log('Stopped.'));
    });
  }
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
}

function optionsFrom(): StandInOptions {
  const { data, host, control, user } = values;
  if (!data) throw new Error(`--data is missing.\n${USAGE}`);
  const [certificate, key] = [values['tls-certificate'], values['tls-key']];
  if (Boolean(certificate) !== Boolean(key)) throw new Error(`A certificate needs its key, and a key its certificate.`);
  const split = user?.indexOf(':') ?? -1;
  return {
    path: data,
    port: portFrom('--port', values.port),
    host,
    ...(control !== undefined && { control: portFrom('--control', control) }),
    ...(certificate && key && { tls: { certificate: readFileSync(certificate), key: readFileSync(key) } }),
    ...(values.faults && { faults: parseFaults(JSON.parse(values.faults)) }),
    ...(user && { credentials: { [user.slice(0, split)]: user.slice(split + 1) } }),
  };
}

function portFrom(option: string, text: string): number {
  const port = Number(text);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) throw new Error(`${option} is ${text}, which is no port.`);
  return port;
}
