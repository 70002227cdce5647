import { isStorableYear } from '@steward/domain/record/field.ts';
import * as z from 'zod';
import type { Builder } from './builder.ts';
import { badUserInput } from './request-error.ts';

const dateTime = z.iso.datetime({ offset: true });
const day = z.iso.date();
const decimalPattern = /^-?\d{1,30}(\.\d{1,30})?$/;

export function addScalars(builder: Builder): void {
  builder.scalarType('DateTime', {
    description: 'An instant in UTC as ISO 8601 text, such as 2026-01-31T09:00:00.000Z',
    serialize: (value) => (value instanceof Date ? value.toISOString() : String(value)),
    parseValue: (value) => {
      const instant = dateTime.safeParse(value).success ? new Date(String(value)).toISOString() : '';
      if (isStorableYear(instant)) return instant;
      throw badUserInput('must be an instant of the years 1 to 9999, such as 2026-01-31T09:00:00Z');
    },
  });
  builder.scalarType('Date', {
    description: 'A calendar day without a time zone, as text YYYY-MM-DD',
    serialize: (value) => (value instanceof Date ? value.toISOString().slice(0, 10) : String(value)),
    parseValue: (value) => {
      if (day.safeParse(value).success && isStorableYear(String(value))) return String(value);
      throw badUserInput('must be a day of the years 1 to 9999, such as 2026-01-31');
    },
  });
  builder.scalarType('Decimal', {
    description: 'A decimal number as text, so that no digit is lost, such as "99.95"',
    serialize: (value) => String(value),
    parseValue: (value) => {
      if (typeof value === 'string' && decimalPattern.test(value)) return value;
      throw badUserInput('must be a decimal number as text, such as "99.95"');
    },
  });
  builder.scalarType('JSON', {
    description: 'Any JSON value, given out only; its shape is said where it stands',
    serialize: (value) => value,
    parseValue: () => {
      throw badUserInput('JSON values are given out only and taken nowhere');
    },
  });
}
