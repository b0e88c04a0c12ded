import { digestMessage } from '../../chat/say/overview/digest.ts';
import { timestamp } from '../../flows/context.ts';
import { lookAtDigest } from '../../flows/overview/look-at-digest.ts';
import type { Command } from '../command.ts';

export const digest: Command = {
  verb: 'digest',
  example: 'digest',
  does: 'the weekly digest as of now, shown only to you',
  group: 'look',
  keys: [],
  answer(context) {
    const view = lookAtDigest(context, timestamp(context), null);
    return {
      ok: true,
      message: digestMessage(view),
      json: {
        ...view.digest,
        changes: view.digest.week,
        week: view.week,
        auditHead: view.auditHead,
        figures: view.figures.whole,
      },
    };
  },
};
