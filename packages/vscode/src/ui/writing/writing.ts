import type { LastWrites } from '../../core/last-writes.ts';
import type { PortfolioRow } from '../../core/portfolio-row.ts';
import type { RecordWriter } from '../../core/record-writer.ts';
import type { Steward } from '../steward.ts';

/** What every gesture that writes stands on. */
export interface Writing {
  steward: Steward;
  writer: RecordWriter;
  last: LastWrites;
  /** The row of that id in the tree that shows it. */
  rowOf(id: string): PortfolioRow | undefined;
  /** Ids of the rows that are chosen in the tree. */
  selected(): readonly string[];
  /** Puts the focus of the tree on a record. */
  reveal(id: string): Promise<unknown>;
}
