import { textOf } from '../catalog-info/read-values.ts';
import { keyOfObject, recordKindOfObject, systemKeyOf } from './map.ts';
import type { OpenSloPiece } from './object.ts';

/** The records that a plan over these files has to see: those the objects become, and those they name. */
export function openSloNeeds(pieces: readonly OpenSloPiece[]): { kind: string; key: string }[] {
  const needs = new Map<string, { kind: string; key: string }>();
  const need = (kind: string, key: string) => needs.set(`${kind} ${key}`, { kind, key });
  const needService = (name: string) => {
    need('System', systemKeyOf(name));
    need('OpenSloObject', keyOfObject('Service', name));
  };
  for (const { objects } of pieces)
    for (const { kind, name, document, outcome } of objects) {
      if (outcome.state !== 'READ') continue;
      need(recordKindOfObject(kind), keyOfObject(kind, name));
      if (kind === 'Service') needService(name);
      if (kind !== 'SLO') continue;
      const { service, indicatorRef } = document.spec as Record<string, never>;
      const [named, indicator] = [textOf(service), textOf(indicatorRef)];
      if (named !== null) needService(named);
      if (indicator !== null) need('Sli', keyOfObject('SLI', indicator));
    }
  return [...needs.values()];
}
