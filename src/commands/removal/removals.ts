import { removalsMessage } from '../../chat/say/removal/removals.ts';
import { OPERATION_STATES } from '../../domain/removal/operation.ts';
import { lookAtQuestion } from '../../flows/asking/look-at-question.ts';
import { lookAtPlan } from '../../flows/removal/look-at-plan.ts';
import { liveQuestions, openRequests } from '../../store/asking/questions.ts';
import { plansToShow } from '../../store/removal/plans.ts';
import { questionJson } from '../asking/question-json.ts';
import type { Command } from '../command.ts';
import { oneOf } from '../resolve.ts';
import { planJson, STEPS } from './plan-json.ts';

/** How many ended plans are listed, newest first, in addition to all that have not ended. */
const ENDED = 20;

export const removals: Command = {
  verb: 'removals',
  example: 'removals state:task',
  does: 'what is being removed: waiting for approval, confirmed, running, in doubt, done, and until when it can be taken back; and whom we asked whether a seat is still needed',
  group: 'look',
  keys: ['state'],
  names: 0,
  answer(context, { filters }) {
    const state = filters.state === undefined ? null : oneOf('state', filters.state, OPERATION_STATES);
    const plans = plansToShow(context.store, ENDED, state).map((plan) =>
      lookAtPlan(context, plan, STEPS, state),
    );
    // A filter is about steps.
    const asked = state === null ? [...openRequests(context.store), ...liveQuestions(context.store)] : [];
    const questions = asked.map((question) => lookAtQuestion(context, question));
    return {
      ok: true,
      message: removalsMessage(plans, { filtered: state !== null, questions }),
      json: {
        plans: plans.map(planJson),
        questions: questions.map(questionJson),
      },
    };
  },
};
