import { dutyWords, type SwapDuty } from './swap-words.ts';

/** Who works what after a swap: each of the two duties with who has it then. */
export function SwapDuties({
  gives,
  inReturn,
  giver,
  taker,
}: {
  readonly gives: SwapDuty | null;
  readonly inReturn: SwapDuty | null;
  readonly giver: string;
  readonly taker: string;
}) {
  return (
    <dl className="weft-swap__duties">
      <div>
        <dt>
          {giver} → {taker}
        </dt>
        <dd>{dutyWords(gives)}</dd>
      </div>
      {inReturn && (
        <div>
          <dt>
            {taker} → {giver}
          </dt>
          <dd>{dutyWords(inReturn)}</dd>
        </div>
      )}
    </dl>
  );
}
