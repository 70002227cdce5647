import * as z from 'zod';
import { type ComponentActivity, mostShares } from '../code/activity/activity.ts';

const count = z.int().min(0);
const instant = z.iso.datetime();
const key = z.string().min(1).max(300);

const shareSchema = z.strictObject({ person: key, authored: count, reviewed: count, lastAt: instant });

const activitySchema: z.ZodType<ComponentActivity> = z.strictObject({
  component: key,
  commits: count,
  unknownPeople: count,
  unknownCommits: count,
  botCommits: count,
  people: z.array(shareSchema).max(mostShares),
});

/**
 * Who worked on the components of a repository, or on some of them: sums by component and person, never commits, names
 * or addresses. `file` is where the history lies.
 */
export const gitHistoryPieceSchema = z.strictObject({
  file: z.literal('.git'),
  /** Half-open, UTC: the window that was looked at. */
  since: instant,
  until: instant,
  /** Commits in the window, whether or not they touch a component. */
  commits: count,
  components: z.array(activitySchema),
});

export type GitHistoryPiece = z.infer<typeof gitHistoryPieceSchema>;

/** Where the history lies, as a piece and the rows of a plan name it. */
export const historyFile = '.git';

/** What is kept of the history of one repository: the window, the commit that ends it, and sums by component. */
export interface GitHistory extends Omit<GitHistoryPiece, 'file'> {
  readonly commit: string | null;
}
