import { rolesField } from '../people/model.ts';
import {
  longText,
  optionalText,
  type PartKind,
  parts,
  references,
  requiredReference,
  text,
} from '../record/field.ts';
import { defineKind } from '../record/kind.ts';

export const processExchange = {
  name: 'ProcessExchange',
  description: 'One other process that a process gives something to or takes something from',
  fields: {
    process: requiredReference('Process', { description: 'The other process' }),
    gives: longText({ description: 'What this process gives to the other', max: 2000 }),
    receives: longText({ description: 'What this process takes from the other', max: 2000 }),
  },
  identity: ['process'],
} as const satisfies PartKind;

export const processKind = defineKind({
  name: 'Process',
  plural: 'processes',
  area: 'process',
  description: 'A way of working with an owner and a manager, such as change management',
  key: { form: 'slug' },
  label: 'name',
  scope: true,
  fields: {
    name: text({ description: 'The name as people read it', filter: true }),
    practice: optionalText({ description: 'The ITIL 4 practice it belongs to', filter: true }),
    purpose: longText({ description: 'What the process is for' }),
    systems: references('System', { description: 'The systems it governs' }),
    exchanges: parts(processExchange, { description: 'The processes it exchanges information or work with' }),
    roles: rolesField,
  },
});
