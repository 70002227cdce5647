/** A field of a record that can be changed by itself, without its document. */
export interface EditableField {
  name: string;
  /** The name as people read it. */
  title: string;
  description: string;
  /** True when it may be left without a value. */
  isOptional: boolean;
  form:
    | { type: 'text'; check: (text: string) => TextProblem | undefined }
    | { type: 'integer'; least: number; most: number }
    | { type: 'boolean' }
    | { type: 'choice'; values: readonly { value: string; description: string }[] }
    | { type: 'reference'; to: string };
}

export type TextProblem =
  | { what: 'SHORT' | 'LONG'; bound: number }
  /** The message is the schema's own; undefined where it gives none. */
  | { what: 'FORM'; message: string | undefined };

type Json = Readonly<Record<string, unknown>>;

/** The field of that name; undefined for one that has no form. */
export const editableField = (schema: unknown, name: string): EditableField | undefined =>
  editableFields(schema).find((field) => field.name === name);

/** The fields of a JSON Schema of records that one input is enough for, in its order. */
export function editableFields(schema: unknown): EditableField[] {
  const properties = objectOf(objectOf(schema).properties);
  return Object.entries(properties).flatMap(([name, property]) => {
    const json = objectOf(property);
    if (name === 'key' || json.readOnly === true) return [];
    const options = Array.isArray(json.anyOf) ? json.anyOf.map(objectOf) : [json];
    const values = options.filter(({ type }) => type !== 'null');
    const form = values.length === 1 && values[0] ? formOf(values[0], json.refersTo) : undefined;
    const isOptional = values.length < options.length;
    const title = typeof json.title === 'string' ? json.title : name;
    return form ? [{ name, title, description: String(json.description ?? ''), isOptional, form }] : [];
  });
}

function formOf(json: Json, refersTo: unknown): EditableField['form'] | undefined {
  if (typeof refersTo === 'string' && json.type === 'string') return { type: 'reference', to: refersTo };
  if (Array.isArray(json.enum)) {
    const descriptions = Array.isArray(json.enumDescriptions) ? json.enumDescriptions : [];
    const values = json.enum.map((value, at) => ({
      value: String(value),
      description: String(descriptions[at] ?? ''),
    }));
    return { type: 'choice', values };
  }
  switch (json.type) {
    case 'string':
      return { type: 'text', check: (text) => textProblem(json, text) };
    case 'integer':
      return {
        type: 'integer',
        least: Number(json.minimum ?? Number.MIN_SAFE_INTEGER),
        most: Number(json.maximum ?? Number.MAX_SAFE_INTEGER),
      };
    case 'boolean':
      return { type: 'boolean' };
    default:
      return undefined;
  }
}

function textProblem(json: Json, text: string): TextProblem | undefined {
  const { minLength, maxLength, pattern, patternErrorMessage } = json;
  if (typeof minLength === 'number' && text.length < minLength) return { what: 'SHORT', bound: minLength };
  if (typeof maxLength === 'number' && text.length > maxLength) return { what: 'LONG', bound: maxLength };
  if (typeof pattern !== 'string' || new RegExp(pattern).test(text)) return undefined;
  const message = typeof patternErrorMessage === 'string' ? patternErrorMessage : undefined;
  return { what: 'FORM', message };
}

const objectOf = (value: unknown): Json =>
  value !== null && typeof value === 'object' && !Array.isArray(value) ? (value as Json) : {};
