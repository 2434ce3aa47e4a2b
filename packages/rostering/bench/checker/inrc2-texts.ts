/** The texts of an instance's files, weeks in order. */
export type Inrc2Texts = { readonly scenario: string; readonly history: string; readonly weeks: readonly string[] };

export type Nurse = {
  readonly id: string;
  readonly skills: readonly string[];
  readonly contract: Contract;
  /** Shift of the day before the first, or 'None'. */
  readonly last: string;
  readonly runOfShift: number;
  readonly runOfWork: number;
  readonly runOff: number;
  readonly total: number;
  readonly weekends: number;
};

type Contract = {
  readonly minTotal: number;
  readonly maxTotal: number;
  readonly minWork: number;
  readonly maxWork: number;
  readonly minOff: number;
  readonly maxOff: number;
  readonly maxWeekends: number;
  readonly wholeWeekends: boolean;
};

type Shift = { readonly id: string; readonly min: number; readonly max: number; readonly neverNext: readonly string[] };

type Week = {
  readonly requirements: readonly {
    readonly shift: string;
    readonly skill: string;
    /** [day of the week] */
    readonly limits: readonly { readonly least: number; readonly best: number }[];
  }[];
  readonly wishes: readonly { readonly nurse: string; readonly shift: string; readonly day: string }[];
};

/** Reads the competition's text files for the checker. Brackets and commas only part the numbers. */
export function readInrc2Texts(texts: Inrc2Texts): { shifts: Shift[]; nurses: Nurse[]; weeks: Week[] } {
  const scenario = blocksOf(texts.scenario);
  const past = new Map(blocksOf(texts.history).NURSE_HISTORY!.map((row) => [row[0]!, row]));
  const never = new Map(scenario.FORBIDDEN_SHIFT_TYPES_SUCCESSIONS!.map(([id, , ...next]) => [id!, next]));
  const shifts = scenario.SHIFT_TYPES!.map(([id, min, max]) => {
    return { id: id!, min: Number(min), max: Number(max), neverNext: never.get(id!) ?? [] };
  });
  const contracts = new Map(scenario.CONTRACTS!.map(([id, ...numbers]) => [id!, contractOf(numbers.map(Number))]));
  const nurses = scenario.NURSES!.map(([id, contract, , ...skills]) => {
    const [, total, weekends, last, runOfShift, runOfWork, runOff] = past.get(id!)!;
    return {
      id: id!,
      skills,
      contract: contracts.get(contract!)!,
      last: last!,
      runOfShift: Number(runOfShift),
      runOfWork: Number(runOfWork),
      runOff: Number(runOff),
      total: Number(total),
      weekends: Number(weekends),
    };
  });
  return { shifts, nurses, weeks: texts.weeks.map(weekOf) };
}

function contractOf(numbers: readonly number[]): Contract {
  const [minTotal, maxTotal, minWork, maxWork, minOff, maxOff, maxWeekends, whole] = numbers as [
    number,
    number,
    number,
    number,
    number,
    number,
    number,
    number,
  ];
  return { minTotal, maxTotal, minWork, maxWork, minOff, maxOff, maxWeekends, wholeWeekends: whole === 1 };
}

function weekOf(text: string): Week {
  const blocks = blocksOf(text);
  const requirements = blocks.REQUIREMENTS!.map(([shift, skill, ...numbers]) => {
    const limits = Array.from({ length: 7 }, (_, day) => {
      return { least: Number(numbers[2 * day]), best: Number(numbers[2 * day + 1]) };
    });
    return { shift: shift!, skill: skill!, limits };
  });
  const wishes = (blocks.SHIFT_OFF_REQUESTS ?? []).map(([nurse, shift, day]) => {
    return { nurse: nurse!, shift: shift!, day: day! };
  });
  return { requirements, wishes };
}

/** Rows of words below each heading in capitals. */
function blocksOf(text: string): Record<string, string[][]> {
  const blocks: Record<string, string[][]> = {};
  let current: string[][] = [];
  for (const raw of text.split(/\r?\n/)) {
    const line = raw.trim();
    const heading = /^([A-Z][A-Z_]{4,})(\s*=.*)?$/.exec(line)?.[1];
    if (heading) {
      current = [];
      blocks[heading] = current;
    } else if (line !== '') current.push(line.replace(/[(),]/g, ' ').trim().split(/\s+/));
  }
  return blocks;
}
