/** How many records of each kind a dataset holds: those of the load design that exist by now. */
export interface DatasetSize {
  readonly name: 'S' | 'M' | 'L';
  readonly systems: number;
  readonly components: number;
  readonly teams: number;
  readonly people: number;
  readonly repositories: number;
  readonly rules: number;
  readonly dependencies: number;
  /** Dependants of the one record that most of the others need. */
  readonly hubDependants: number;
  readonly processes: number;
  /** Of the whole history. */
  readonly changes: number;
  /** Of these, not over yet. */
  readonly openChanges: number;
}

export const datasetSizes: Readonly<Record<DatasetSize['name'], DatasetSize>> = {
  S: {
    name: 'S',
    systems: 60,
    components: 200,
    teams: 15,
    people: 150,
    repositories: 100,
    rules: 1_000,
    dependencies: 500,
    hubDependants: 150,
    processes: 40,
    changes: 500,
    openChanges: 20,
  },
  M: {
    name: 'M',
    systems: 500,
    components: 2_500,
    teams: 80,
    people: 2_500,
    repositories: 3_000,
    rules: 30_000,
    dependencies: 10_000,
    hubDependants: 2_400,
    processes: 400,
    changes: 30_000,
    openChanges: 400,
  },
  L: {
    name: 'L',
    systems: 3_000,
    components: 15_000,
    teams: 600,
    people: 20_000,
    repositories: 20_000,
    rules: 200_000,
    dependencies: 80_000,
    hubDependants: 3_000,
    processes: 3_000,
    changes: 300_000,
    openChanges: 2_400,
  },
};
