import { durationPattern, mostDuration } from '../../service-level/slo-window.ts';
import type { Json, JsonObject } from '../catalog-info/descriptor-kinds.ts';
import { isMissing, isObject } from '../catalog-info/read-values.ts';

export type Path = readonly (string | number)[];

export interface Issue {
  readonly path: Path;
  readonly message: string;
  /** A warning leaves the document in. */
  readonly severity: 'error' | 'warning';
}

export const nameOfPath = (path: Path): string => path.join('.').replace(/\.(\d+)(?=\.|$)/g, '[$1]');

/** Asks for values of a document one by one and remembers everything that is wrong. */
export interface Reader {
  readonly issues: Issue[];
  refuse(path: Path, message: string): void;
  warn(path: Path, message: string): void;
  object(value: Json | undefined, path: Path, needed: boolean): JsonObject | null;
  list(value: Json | undefined, path: Path, needed: boolean): Json[] | null;
  text(value: Json | undefined, path: Path, needed: boolean, most?: number): string | null;
  word<W extends string>(value: Json | undefined, path: Path, needed: boolean, words: readonly W[]): W | null;
  number(value: Json | undefined, path: Path, needed: boolean): number | null;
  flag(value: Json | undefined, path: Path, needed: boolean): boolean | null;
  duration(value: Json | undefined, path: Path, needed: boolean): string | null;
  /** An object or a plain name that stands for something defined elsewhere. */
  name(value: Json | undefined, path: Path, needed: boolean): string | null;
}

export function openReader(): Reader {
  const issues: Issue[] = [];
  const refuse = (path: Path, message: string) => void issues.push({ path, message, severity: 'error' });
  const warn = (path: Path, message: string) => void issues.push({ path, message, severity: 'warning' });
  const take = <T>(
    value: Json | undefined,
    path: Path,
    needed: boolean,
    what: string,
    read: (value: Json) => T | undefined,
  ): T | null => {
    if (isMissing(value)) {
      if (needed) refuse(path, `is required: write ${what}`);
      return null;
    }
    const found = read(value as Json);
    if (found !== undefined) return found;
    refuse(path, `must be ${what}`);
    return null;
  };
  const text = (value: Json | undefined, path: Path, needed: boolean, most = 1050): string | null => {
    const found = take(value, path, needed, 'a text', (v) => (typeof v === 'string' ? v : undefined));
    if (found === null || found.length <= most) return found;
    refuse(path, `has ${found.length} characters, and ${most} are allowed`);
    return null;
  };
  return {
    issues,
    refuse,
    warn,
    text,
    object: (value, path, needed) =>
      take(value, path, needed, 'an object', (v) => (isObject(v) ? v : undefined)),
    list: (value, path, needed) =>
      take(value, path, needed, 'a list', (v) => (Array.isArray(v) ? v : undefined)),
    word: (value, path, needed, words) =>
      take(value, path, needed, `one of ${words.join(', ')}`, (v) => words.find((word) => word === v)),
    number: (value, path, needed) => {
      if (value !== '.inf' && value !== '-.inf' && value !== '.nan')
        return take(value, path, needed, 'a number', (v) => (typeof v === 'number' ? v : undefined));
      refuse(path, `must be a number with an end, not ${value}`);
      return null;
    },
    flag: (value, path, needed) =>
      take(value, path, needed, 'true or false', (v) => (typeof v === 'boolean' ? v : undefined)),
    duration: (value, path, needed) => {
      if (typeof value === 'string' && /^[1-9]\d*[mhdwMQY]$/.test(value) && !durationPattern.test(value)) {
        refuse(path, `is ${value}: the greatest is ${mostDuration}${value.at(-1)}`);
        return null;
      }
      return take(value, path, needed, 'a whole number and one of m h d w M Q Y, such as 28d', (v) =>
        typeof v === 'string' && durationPattern.test(v) ? v : undefined,
      );
    },
    name: (value, path, needed) => text(value, path, needed, 255),
  };
}
