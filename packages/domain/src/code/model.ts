import { longText, optionalText } from '../record/field.ts';
import { defineKind } from '../record/kind.ts';

export const repositoryKind = defineKind({
  name: 'Repository',
  plural: 'repositories',
  area: 'code',
  description: 'A repository of code, known by its host and path',
  key: { form: 'repository' },
  label: 'name',
  fields: {
    name: optionalText({ description: 'The name as people read it; the key when empty', filter: true }),
    description: longText({ description: 'What lies in it' }),
    defaultBranch: optionalText({ description: 'The branch that work starts from, such as main', max: 255 }),
    webUrl: optionalText({
      description: 'Address of its page on the code host',
      max: 2000,
      pattern: /^https?:\/\//,
      hint: 'must be an http or https address',
    }),
  },
});
