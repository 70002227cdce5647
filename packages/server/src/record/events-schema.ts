import type { Context } from '../platform/context.ts';
import { cursorOf } from '../platform/feed/place.ts';
import type { FeedEvent } from '../platform/feed/read-events.ts';
import { encodeGlobalId } from '../platform/global-id.ts';
import { operationChoice } from '../platform/kind/history.ts';
import { enumOf, type SchemaKit } from '../platform/kind/kit.ts';
import { recordKindChoice } from '../platform/kind/record-kind-choice.ts';
import { badUserInput } from '../platform/request-error.ts';
import { visibleEvents } from './visible-events.ts';

const most = 1_000;
const standard = 100;

interface Told {
  readonly epoch: string;
  readonly event: FeedEvent;
}

interface Page {
  readonly events: readonly Told[];
  readonly cursor: string;
  readonly head: string;
  readonly more: boolean;
}

/** `eventsSince` and `events`: what was written, for whoever keeps a view of it fresh. */
export function addEvents(kit: SchemaKit): void {
  const { builder } = kit;
  const event = builder.objectRef<Told>('RecordEvent').implement({
    description:
      'One write of one record that the viewer may see. It says that, not what: ask for the record',
    fields: (t) => ({
      cursor: t.string({
        description: 'Where the event stands in the feed, for `after`',
        resolve: ({ epoch, event: { place } }) => cursorOf(epoch, place),
      }),
      kind: t.field({
        type: enumOf(kit, recordKindChoice),
        description: 'What the record is, such as a system or a team',
        resolve: ({ event: { kind } }) => kind,
      }),
      recordId: t.id({
        description: 'Opaque id of the record, for `node`',
        resolve: ({ event: { kind, recordId } }) => encodeGlobalId(kind, recordId),
      }),
      key: t.string({
        description: 'What people call the record by after the write, unique among those of its kind',
        resolve: (told) => told.event.key,
      }),
      revision: t.int({
        description: 'Number of the revision that the write made, counted from 1',
        resolve: (told) => told.event.revision,
      }),
      operation: t.field({
        type: enumOf(kit, operationChoice),
        description: 'What the write did to the record',
        resolve: (told) => told.event.operation,
      }),
      at: t.field({
        type: 'DateTime',
        description: 'When it was written',
        resolve: (told) => told.event.at,
      }),
    }),
  });
  const page = builder.objectRef<Page>('EventPage').implement({
    description: 'Some of the feed, oldest first',
    fields: (t) => ({
      events: t.field({
        type: [event],
        description: 'The events that the viewer may see',
        resolve: ({ events }) => [...events],
      }),
      cursor: t.string({
        description: 'Where to go on, for `after`: behind all that was looked at, seen or not',
        resolve: (p) => p.cursor,
      }),
      head: t.string({
        description: 'Cursor of the newest event of all: to hear of what comes without reading what was',
        resolve: (p) => p.head,
      }),
      more: t.boolean({
        description: 'True when more events follow at once',
        resolve: (p) => p.more,
      }),
    }),
  });
  builder.queryField('eventsSince', (t) =>
    t.field({
      type: page,
      description: 'What was written after a point of the feed, oldest first. An event stays what it was',
      args: {
        after: t.arg.string({
          description: 'Cursor of an event or of a page, or a `head`; from the beginning when left out',
        }),
        first: t.arg.int({
          defaultValue: standard,
          description: `How many events to look at, 1 to ${most}`,
        }),
      },
      resolve: async (_root, { after, first }, context) => {
        const count = first ?? standard;
        if (count < 1 || count > most) throw badUserInput(`\`first\` may be 1 to ${most}`);
        const { epoch, events, ...rest } = await context.feed.page(after ?? null, count);
        return {
          ...rest,
          events: (await visibleEvents(context, events)).map((one) => ({ epoch, event: one })),
        };
      },
    }),
  );
  builder.subscriptionType({ description: 'What is told as it happens, as a stream of server-sent events' });
  builder.subscriptionField('events', (t) =>
    t.field({
      type: event,
      description:
        'Each write after a point of the feed, as it happens. An error with `refetch` says: ask again for what you show',
      args: {
        after: t.arg.string({
          description: 'Cursor of an event or of a page, or a `head`; from now on when left out',
        }),
      },
      subscribe: (_root, { after }, context) => toldEvents(context, after ?? null),
      resolve: (told) => {
        if (told instanceof Error) throw told;
        return told;
      },
    }),
  );
}

/** Every visible event by itself. What ends the feed is the last of it, so that it reaches the reader as an error. */
async function* toldEvents(context: Context, after: string | null): AsyncGenerator<Told | Error, void> {
  try {
    for await (const { epoch, events } of context.feed.follow(after, context.signal))
      for (const event of await visibleEvents(context, events)) yield { epoch, event };
  } catch (error) {
    yield error instanceof Error ? error : new Error(String(error));
  }
}
