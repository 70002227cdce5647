import { readPastInstant } from '@steward/domain/record/instant-text.ts';
import { accept, type Outcome, wrongUse } from '../exit.ts';

/** The instant that an option names; `name` is what the person typed before it. */
export function instantOption(name: string, text: string, now: number): Outcome<string> {
  const read = readPastInstant(text, new Date(now).toISOString());
  return read.ok ? accept(read.at) : wrongUse(`${name} is "${text}": ${problems[read.problem]}`);
}

const problems = {
  FORM: 'give a day such as 2026-01-31 or an instant such as 2026-01-31T09:00Z',
  NO_SUCH_DAY: 'the calendar has no such day',
  NO_ZONE: 'say the zone of the time, such as Z for UTC or +02:00',
  FUTURE: 'it has not come yet',
};
