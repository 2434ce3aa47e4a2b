import { type Decider, type Decision, reject, type Stream } from '@weft/eventing';
import { isSameData } from '../same-data.ts';
import {
  type DemandTemplate,
  type DemandTemplateEvent,
  demandRetired,
  demandSet,
  demandTemplateKinds,
} from './events.ts';

export type DemandState = { readonly template: DemandTemplate | null; readonly isRetired: boolean };

export type DemandCommand =
  | { readonly type: 'SetDemand'; readonly template: DemandTemplate }
  | { readonly type: 'RetireDemand' };

export type DemandRefusal = 'no-such-template' | 'template-of-another-rota' | 'term-empty';

function evolve(state: DemandState, event: DemandTemplateEvent): DemandState {
  switch (event.type) {
    case 'DemandSet':
      return { template: event.data, isRetired: false };
    case 'DemandRetired':
      return { ...state, isRetired: true };
    default:
      return event satisfies never;
  }
}

function decide(command: DemandCommand, state: DemandState): Decision<DemandTemplateEvent, DemandRefusal> {
  const { template: known, isRetired } = state;
  switch (command.type) {
    case 'SetDemand': {
      const { template } = command;
      if (template.to !== null && template.to <= template.from)
        return reject(
          'term-empty',
          `The template would end on ${template.to}, not after its first day ${template.from}.`,
        );
      if (known && known.rota !== template.rota)
        return reject(
          'template-of-another-rota',
          `Template ${template.id} belongs to another rota. Choose another id.`,
        );
      return known && !isRetired && isSameData(known, template) ? [] : [demandSet.create(template)];
    }
    case 'RetireDemand':
      if (!known) return reject('no-such-template', 'This template does not exist.');
      return isRetired ? [] : [demandRetired.create({ id: known.id, rota: known.rota })];
    default:
      return command satisfies never;
  }
}

const demandTemplateDecider: Decider<DemandState, DemandCommand, DemandTemplateEvent, DemandRefusal> = {
  initial: { template: null, isRetired: false },
  evolve,
  decide,
};

/** Streams demandTemplate-<id>: demand that comes again. */
export const demandTemplateStream: Stream<DemandState, DemandCommand, DemandTemplateEvent, DemandRefusal> = {
  category: 'demandTemplate',
  kinds: demandTemplateKinds,
  decider: demandTemplateDecider,
};
