import { offerButton, offerText } from '../../chat/say/decide/rule.ts';
import { table } from '../../chat/say/table.ts';
import { count, dayText } from '../../chat/say/words.ts';
import { timestamp } from '../../flows/context.ts';
import { offeredRules } from '../../flows/rules/offer-rule.ts';
import { listRules } from '../../store/decisions/rules.ts';
import type { Command } from '../command.ts';

export const rules: Command = {
  verb: 'rules',
  example: 'rules',
  does: 'which mail domain means which: in seatkeeper.yaml, accepted, and what your links suggest',
  group: 'look',
  keys: [],
  answer(context) {
    const at = timestamp(context);
    const written = context.config.matching.domainAliases;
    const accepted = listRules(context.store);
    const offers = offeredRules(context);
    const holds = accepted.filter(({ from }) => written[from] === undefined);
    const summary = `${count(Object.keys(written).length + holds.length, 'domain')} ${Object.keys(written).length + holds.length === 1 ? 'means' : 'mean'} another one${offers.length === 0 ? '' : `; ${count(offers.length, 'more is', 'more are')} suggested by your links`}.`;
    return {
      ok: true,
      message: {
        summary,
        title: summary,
        body: [
          table(
            ['domain', 'means', 'since'],
            [
              ...Object.entries(written).map(([from, to]) => [from, to, 'seatkeeper.yaml']),
              ...accepted.map(({ from, to, by, at: on }) => [
                from,
                to,
                written[from] === undefined || written[from] === to
                  ? `${dayText(on, at)}, by ${by}`
                  : `${dayText(on, at)}, by ${by}; overruled by seatkeeper.yaml`,
              ]),
            ],
            'No domain means another one. See what would change with: rule <domain> <the domain it means>',
          ),
          ...offers.map((offer) => ({ type: 'note', text: offerText(offer) }) as const),
        ],
        buttons: offers.map(offerButton),
      },
      json: {
        rules: [
          ...Object.entries(written).map(([from, to]) => ({
            from,
            to,
            by: 'seatkeeper.yaml',
            at: null,
            holds: true,
          })),
          ...accepted.map(({ from, to, by, at: on }) => ({
            from,
            to,
            by,
            at: on,
            holds: written[from] === undefined || written[from] === to,
          })),
        ],
        suggested: offers,
      },
    };
  },
};
