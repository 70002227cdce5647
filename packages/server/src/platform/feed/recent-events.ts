import { isAfter, type Place } from './place.ts';
import type { FeedEvent } from './read-events.ts';

/** Some events that were read together. The same object for everybody who follows. */
export type FeedBatch = readonly FeedEvent[];

/** The end of the feed, without a gap: everything between two places. */
export interface RecentEvents {
  /** Everything after this place is held, up to `until`. */
  readonly from: Place;
  readonly until: Place;
  add(batch: FeedBatch): void;
  /** What comes next after a place that is not before `from`; null when nothing does. */
  after(place: Place): FeedBatch | null;
}

/** Holds about so many events; the oldest go as new ones come. */
export function recentEvents(start: Place, most: number): RecentEvents {
  const batches: FeedBatch[] = [];
  let held = 0;
  let from = start;
  let until = start;
  return {
    get from() {
      return from;
    },
    get until() {
      return until;
    },
    add(batch) {
      batches.push(batch);
      until = batch.at(-1)!.place;
      held += batch.length;
      while (held > most && batches.length > 1) {
        const oldest = batches.shift()!;
        held -= oldest.length;
        from = oldest.at(-1)!.place;
      }
    },
    after(place) {
      // From the end, where nearly everybody stands.
      let at = batches.length;
      while (at > 0 && isAfter(batches[at - 1]!.at(-1)!.place, place)) at--;
      const batch = batches[at];
      if (!batch) return null;
      return isAfter(batch[0]!.place, place) ? batch : batch.filter((event) => isAfter(event.place, place));
    },
  };
}
