import type { DemandTemplate } from '../demand-template/events.ts';
import type { Duty } from '../duty/events.ts';
import type { Pattern } from '../pattern/events.ts';

/** What imports and exports ask of demand and patterns. */
export type Planning = {
  /** Templates of a rota that are not retired, in order of site, start and code. */
  templatesOf(rota: string): readonly DemandTemplate[];
  patternsOf(rota: string): readonly Pattern[];
  /** The duty of one person that a template makes on a day; `more` tells apart several of them. */
  dutyOn(template: DemandTemplate, date: string, more: number): Duty;
  /** A duty of a rota with its parties, where no template made it. */
  dutyWith(
    rota: string,
    fields: Pick<
      Duty,
      | 'duty'
      | 'site'
      | 'service'
      | 'role'
      | 'kind'
      | 'start'
      | 'end'
      | 'breakMinutes'
      | 'expectedWorkMinutes'
      | 'code'
      | 'count'
    >,
  ): Duty;
};
