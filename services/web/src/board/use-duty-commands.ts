import { useMutation, useQueryClient } from '@tanstack/react-query';
import { newCommandId } from '@weft/client';
import { api, inWords } from '../api.ts';
import { useAnnounce } from '../layout/announce.tsx';
import type { Override } from './override-form.tsx';

const duties = () => api.sharedRotas.duties;
type Place = { readonly duty: string; readonly person: string };
export type DutyCommand =
  | ({ readonly do: 'fill'; readonly override?: Override; readonly reason?: string } & Place)
  | ({ readonly do: 'clear' | 'pin' | 'unpin'; readonly reason?: string } & Place)
  | {
      readonly do: 'move';
      readonly from: string;
      readonly to: string;
      readonly person: string;
      readonly reason?: string;
    };

const done = { fill: 'Filled.', clear: 'Cleared.', pin: 'Pinned.', unpin: 'Unpinned.', move: 'Moved.' } as const;

function send(command: DutyCommand) {
  const common = { commandId: newCommandId(), ...(command.reason && { reason: command.reason }) };
  if (command.do === 'move')
    return duties().move.mutate({ ...common, from: command.from, to: command.to, person: command.person });
  const place = { ...common, duty: command.duty, person: command.person };
  switch (command.do) {
    case 'fill':
      return duties().fill.mutate({ ...place, ...(command.override && { override: command.override }) });
    case 'clear':
      return duties().clear.mutate(place);
    case 'pin':
      return duties().pin.mutate(place);
    case 'unpin':
      return duties().unpin.mutate(place);
    default:
      return command satisfies never;
  }
}

/** Sends one edit of the board; says what came of it, and fetches what it changed. */
export function useDutyCommands() {
  const queries = useQueryClient();
  const { say, alert } = useAnnounce();
  return useMutation({
    mutationFn: async (command: DutyCommand): Promise<DutyCommand> => {
      await send(command);
      return command;
    },
    onSuccess: async (command) => {
      say(done[command.do]);
      await Promise.all(
        ['board', 'gaps', 'rotas', 'check'].map((key) => queries.invalidateQueries({ queryKey: [key] })),
      );
    },
    onError: (error) => alert(inWords(error)),
  });
}
