import { alertRow } from '../chat/say/alert-row.ts';
import { licenceCounts, licenceLines } from '../chat/say/licence-line.ts';
import { count, joined, moneyText, numberText } from '../chat/say/words.ts';
import { timestamp } from '../flows/context.ts';
import { lookAtFindings } from '../flows/look-at-alert.ts';
import { appNumbers } from '../flows/look-at-apps.ts';
import { lookAtLicences } from '../flows/look-at-licences.ts';
import { suggestionData } from '../flows/suggest-owner.ts';
import { appNamed } from './arguments.ts';
import type { Command } from './command.ts';
import { healthText } from './status.ts';

const SHOWN = 20;

export const app: Command = {
  verb: 'app',
  example: 'app figma',
  does: 'one app: its health and every finding, with what can be done',
  group: 'look',
  keys: [],
  answer(context, { words: [appWord] }) {
    const found = appNamed(context, appWord);
    const numbers = appNumbers(context, found);
    const at = timestamp(context);
    const { id, name, owner, connector } = found.config;
    const items = lookAtFindings(context, found, SHOWN);
    const licences = lookAtLicences(context, found);
    const findings = [
      ...(numbers.open === 0 ? [] : [`${count(numbers.open, 'finding')} to decide on`]),
      ...licenceCounts(licences),
    ];
    const money = moneyText(numbers.atStake);
    const summary =
      findings.length === 0
        ? `${name}: nothing to decide on, ${count(numbers.accounts, 'account')}.`
        : `${name}: ${joined(findings)}, ${count(numbers.accounts, 'account')}${money === null ? '' : `, ${money} a month at stake`}.`;
    return {
      ok: true,
      message: {
        summary,
        title: summary,
        body: [
          {
            type: 'facts',
            facts: [
              { label: 'read', value: healthText(context, numbers.health, found.source.dataAt, at) },
              { label: 'connector', value: connector },
              ...(owner === null ? [] : [{ label: 'owner', value: owner }]),
              {
                label: 'accounts',
                value: `${numberText(numbers.accounts)}, ${numberText(numbers.active)} of active people`,
              },
              ...(numbers.snoozed > 0 ? [{ label: 'snoozed', value: numberText(numbers.snoozed) }] : []),
              ...(numbers.known > 0 ? [{ label: 'known', value: numberText(numbers.known) }] : []),
            ],
          },
          ...items.map((item) => alertRow(id, item, at, context.config.timezone)),
          ...(numbers.open > items.length
            ? [
                {
                  type: 'note',
                  text: `and ${numberText(numbers.open - items.length)} more: access ${id} status:inactive, clearing ${id}`,
                } as const,
              ]
            : []),
          ...licenceLines(id, licences, { now: at, timezone: context.config.timezone }),
        ],
        buttons: [
          { label: 'Access table', command: `access ${id}` },
          ...(licences.length === 0 ? [] : [{ label: 'Subscriptions', command: `subscriptions ${id}` }]),
        ],
      },
      get json() {
        return {
          app: id,
          name,
          connector,
          owner,
          state: numbers.health.state,
          error: numbers.health.state === 'failed' ? numbers.health.run.error : null,
          dataAt: found.source.dataAt,
          accounts: numbers.accounts,
          active: numbers.active,
          left: numbers.left,
          inactive: numbers.inactive,
          unknown: numbers.unknown,
          known: numbers.known,
          idle: numbers.idle,
          atStake: numbers.atStake,
          findings: lookAtFindings(context, found, Number.MAX_SAFE_INTEGER).map(
            ({ account, label, concern, openedAt, reopened, person, suggestion, cost }) => ({
              account,
              label,
              concern,
              openedAt,
              reopened,
              person,
              suggestion: suggestionData(suggestion),
              monthlyCost: cost,
            }),
          ),
          licenceFindings: licences.map(({ subscription, detail, openedAt }) => ({
            subscription,
            ...detail,
            openedAt,
          })),
        };
      },
    };
  },
};
