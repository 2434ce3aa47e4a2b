import exec from 'k6/execution';
import http, { type RefinedResponse } from 'k6/http';
import { Counter, Rate } from 'k6/metrics';
import { type Profile, stageAt } from '../src/profiles.ts';
import type { Answer } from '../src/test-data.ts';

const url = __ENV.WEFT_URL as string;
const profile = JSON.parse(__ENV.WEFT_PROFILE as string) as Profile;
/** The platform answers every command: 200 and a position, or 409 and a reason. 429 and 503 say that it is too busy. */
const TOO_BUSY = [429, 503];
http.setResponseCallback(http.expectedStatuses(200, 409, ...TOO_BUSY));

const errors = new Rate('errors');
const shed = new Counter('shed');
const accepted = new Counter('accepted');
const refusals = new Counter('refusals');

type Call = { readonly flow: string; readonly token: string };
type Said = RefinedResponse<'text'>;

function judge(response: Said, { kind, flow }: { kind: string; flow: string }): void {
  const isShed = TOO_BUSY.includes(response.status);
  const isAnswer = isShed || response.status === 200 || (kind === 'command' && response.status === 409);
  errors.add(!isAnswer, { flow });
  if (isShed) shed.add(1, { flow });
  // biome-ignore lint/suspicious/noConsole: the only way for k6 to say what was wrong
  if (!isAnswer) console.error(`${flow}: ${response.status} ${response.error} ${(response.body ?? '').slice(0, 300)}`);
}

/** Time is judged by these: which flow, command or read, in which phase, and whether the server was too busy to do it. */
function tagsOf(kind: 'command' | 'read', flow: string) {
  const second = (Date.now() - exec.scenario.startTime) / 1000;
  return { kind, flow, phase: stageAt(profile, second).phase, name: flow };
}

/** Asks, and answers what was said, or null where there was no answer. */
export function ask<Output>(procedure: string, input: unknown, { flow, token }: Call): Output | null {
  const tags = tagsOf('read', flow);
  const query = input === undefined ? '' : `?input=${encodeURIComponent(JSON.stringify(input))}`;
  const response: Said = http.get(`${url}/api/shared-rotas/${procedure}${query}`, {
    headers: { authorization: `Bearer ${token}` },
    tags,
  });
  judge(response, tags);
  return response.status === 200 ? (response.json('result.data') as Output) : null;
}

/** Commands, and writes down what was acknowledged or refused. Answers the result, or null. */
export function command<Output>(procedure: string, input: object, { flow, token }: Call): Output | null {
  const tags = tagsOf('command', flow);
  const commandId = crypto.randomUUID();
  const response: Said = http.post(`${url}/api/shared-rotas/${procedure}`, JSON.stringify({ ...input, commandId }), {
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    tags,
  });
  judge(response, tags);
  if (response.status === 200) {
    const output = response.json('result.data') as { readonly position: string | null };
    accepted.add(1, { flow });
    tell({ flow, commandId, position: output.position });
    return output as Output;
  }
  if (response.status === 409) {
    const refused = response.json('error.data.refusal.rejected') as string;
    refusals.add(1, { flow });
    tell({ flow, commandId, refused });
  }
  return null;
}

// biome-ignore lint/suspicious/noConsole: k6 writes what is told there into a file
const tell = (answer: Answer) => console.log(JSON.stringify(answer));
