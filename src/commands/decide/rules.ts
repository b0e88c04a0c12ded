import { ruleListMessage } from '../../chat/say/rules/rule-list.ts';
import type { DomainRule } from '../../domain/owners/learn-rule.ts';
import { clockOf } from '../../flows/context.ts';
import { offeredRules } from '../../flows/rules/domain-rules.ts';
import { endedRules, listRules } from '../../store/decisions/rules.ts';
import type { Command } from '../command.ts';

/** How many ended rules are shown. */
const ENDED = 3;

export const rules: Command = {
  verb: 'rules',
  example: 'rules',
  does: 'mail domains that are treated as another one: set in seatkeeper.yaml, accepted by admins, or suggested by your links',
  group: 'look',
  keys: [],
  answer(context) {
    const written = context.config.matching.domainAliases;
    const accepted = listRules(context.store);
    const offers = offeredRules(context);
    const holds = ({ from, to }: DomainRule) => written[from] === undefined || written[from] === to;
    return {
      ok: true,
      message: ruleListMessage({
        written: Object.entries(written).map(([from, to]) => ({ from, to })),
        accepted: accepted.map((each) => ({ ...each, overruled: !holds(each) })),
        ended: endedRules(context.store, ENDED),
        domains: new Set([...Object.keys(written), ...accepted.map(({ from }) => from)]).size,
        offers,
        clock: clockOf(context),
      }),
      json: {
        rules: [
          ...Object.entries(written).map(([from, to]) => ({
            from,
            to,
            by: 'seatkeeper.yaml',
            at: null,
            holds: true,
          })),
          ...accepted.map((each) => ({ ...each, holds: holds(each) })),
        ],
        suggested: offers,
      },
    };
  },
};
