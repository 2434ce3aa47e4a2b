import { addDays } from '@weft/rostering';
import type { RotaEvent } from '../rota/events.ts';

/** Tells one event of a rota itself. */
export function rotaWords(event: RotaEvent): string {
  switch (event.type) {
    case 'RotaOpened':
      return `The rota was opened: ${event.data.name}, ${event.data.period.from} to ${addDays(event.data.period.to, -1)}.`;
    case 'RotaExtended':
      return `The rota was extended to ${addDays(event.data.to, -1)}.`;
    case 'RotaPublished':
      return `Version ${event.data.version} was published.`;
    case 'PublicationRequested':
      return `Publication of version ${event.data.version} was asked for.`;
    case 'PublicationDeclined':
      return `Publication of version ${event.data.version} was declined: ${event.data.because}`;
    case 'PublicationApproved':
      return `Publication of version ${event.data.version} was approved.`;
    default:
      return event satisfies never;
  }
}
