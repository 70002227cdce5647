/** What the command line asked for. */
export interface BenchOptions {
  /** More rounds and larger datasets; takes as long as it takes. */
  readonly long: boolean;
  readonly note: (text: string) => void;
}

export interface BenchTable {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** Something the issue of speed asked for, and whether this run showed it. */
export interface BenchGoal {
  readonly what: string;
  readonly wanted: string;
  readonly seen: string;
  readonly reached: boolean;
}

export interface BenchReport {
  readonly table: BenchTable;
  readonly goals: readonly BenchGoal[];
  /** How it was measured, where the time goes; paragraphs of Markdown. */
  readonly notes: readonly string[];
}

export interface Bench {
  /** As it is named on the command line. */
  readonly name: string;
  readonly title: string;
  /** False for one that only `--long`, or its name, runs. */
  readonly short: boolean;
  /** True for one that runs when it is named, and never else. */
  readonly named?: boolean;
  readonly run: (options: BenchOptions) => Promise<BenchReport>;
}
