import type { TransitionTable } from '../transition-table.ts';
import { type ProposalState, proposalState } from './model.ts';

const actors = {
  PROPOSER: 'its proposer',
  DECIDER: 'whoever may write the record that it is about',
} as const;

export type ProposalActor = keyof typeof actors;

export interface ProposalFacts {
  readonly answer: string | null;
}

/** Every step that a proposal can take. Whoever accepts must be able to do the write that it holds. */
export const proposalLifecycle: TransitionTable<ProposalState, 'answered', ProposalActor, ProposalFacts> = {
  name: 'proposal',
  states: Object.keys(proposalState.values) as ProposalState[],
  actors,
  guards: {
    answered: {
      enforced: true,
      description: 'whoever declines says why',
      check: ({ answer }) =>
        answer !== null && answer.trim() !== ''
          ? []
          : [{ path: ['reason'], message: 'is required: say why it is declined' }],
    },
  },
  rows: [
    { from: 'OPEN', to: 'ACCEPTED', guards: [], who: ['DECIDER'], on: 'REQUEST' },
    { from: 'OPEN', to: 'DECLINED', guards: ['answered'], who: ['DECIDER'], on: 'REQUEST' },
    { from: 'OPEN', to: 'WITHDRAWN', guards: [], who: ['PROPOSER'], on: 'REQUEST' },
  ],
};
