import { useQuery } from '@tanstack/react-query';
import { api } from '../api.ts';
import { Fault } from '../layout/fault.tsx';
import { hours } from '../layout/words.ts';
import { FindingWords } from './finding-words.tsx';
import { OverrideForm } from './override-form.tsx';
import { useDutyCommands } from './use-duty-commands.ts';

/** Before an edit: what placing this person on this duty would break. Then fill, or override with a reason. */
export function FillCheck({
  duty,
  person,
  done,
  reason,
}: {
  duty: string;
  person: string;
  done: () => void;
  reason?: string;
}) {
  const check = useQuery({
    queryKey: ['check', duty, person],
    queryFn: () => api.sharedRotas.duties.check.query({ duty, person }),
  });
  const command = useDutyCommands();
  if (check.error) return <Fault error={check.error} retry={() => check.refetch()} />;
  if (!check.data) return <p>Asking the rules …</p>;
  const { findings, gate, hoursAfter, repair, rulePack } = check.data;
  const isHard = findings.some(({ severity }) => severity === 'hard');
  const fill = (override?: { reason: string; role: string; expires: string }) =>
    command.mutate(
      { do: 'fill', duty, person, ...(override && { override }), ...(reason && { reason }) },
      { onSuccess: done },
    );
  return (
    <div>
      <p>
        With this duty: {hours(hoursAfter.rostered)} h of {hours(hoursAfter.contracted)} h agreed in the period. Judged
        under {rulePack}.
      </p>
      {!gate.ok && <p className="nhsuk-error-message">{gate.because}</p>}
      {findings.length === 0 && gate.ok && <p>No rule is broken.</p>}
      {findings.map((finding) => (
        <FindingWords key={`${finding.rule} ${finding.from}`} finding={finding} />
      ))}
      {repair && <p>{repair.sentence}</p>}
      {command.error && <Fault error={command.error} />}
      {!isHard && (
        <button type="button" className="nhsuk-button" disabled={command.isPending || !gate.ok} onClick={() => fill()}>
          {command.isPending ? 'Filling …' : 'Fill'}
        </button>
      )}
      {isHard && gate.ok && <OverrideForm busy={command.isPending} send={fill} />}
    </div>
  );
}
