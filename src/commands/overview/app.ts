import { quote } from '../../chat/grammar.ts';
import { alertRow } from '../../chat/say/alerts/alert-row.ts';
import { expectedText } from '../../chat/say/groups/drift.ts';
import { licenseCounts, licenseLines } from '../../chat/say/licenses/license-line.ts';
import { connectionRow } from '../../chat/say/overview/connection.ts';
import { pageButtons, pageText } from '../../chat/say/pager.ts';
import { count, joined, moneyText, numberText } from '../../chat/say/words.ts';
import { lookAtFindings } from '../../flows/alerts/look-at-alert.ts';
import { timestamp } from '../../flows/context.ts';
import { driftOf } from '../../flows/groups/count-drift.ts';
import { lookAtLicenses } from '../../flows/licenses/look-at-licenses.ts';
import { lookAtApp } from '../../flows/overview/look-at-apps.ts';
import { checkConnection } from '../../flows/overview/look-at-connection.ts';
import { suggestionData } from '../../flows/owners/suggest-owner.ts';
import { appNamed } from '../arguments.ts';
import type { Command } from '../command.ts';
import { pageNamed } from '../page.ts';
import { isUnread } from '../unread-apps-note.ts';
import { connectionData, healthText } from './status.ts';

const PAGE = 20;
/** What an app or its plan may not tell, in words. */
const WITHHELD: Readonly<Record<string, string>> = {
  email: 'addresses',
  lastActive: 'activity',
  subscriptions: 'license list',
};

export const app: Command = {
  verb: 'app',
  example: 'app figma',
  does: 'one app: its health and every finding, with what can be done',
  group: 'look',
  keys: ['page'],
  async answer(context, { words: [appWord], filters }) {
    const found = appNamed(context, appWord);
    const numbers = lookAtApp(context, found);
    const drift = driftOf(context, found);
    const at = timestamp(context);
    const { id, name, owner, connector } = found.config;
    const page = pageNamed(filters.page, numbers.open, PAGE);
    const place = { page, total: numbers.open, size: PAGE };
    const items = lookAtFindings(context, found, PAGE, (page - 1) * PAGE);
    const licenses = lookAtLicenses(context, found);
    const findings = [
      ...(numbers.open === 0 ? [] : [`${count(numbers.open, 'finding')} to decide on`]),
      ...licenseCounts(licenses),
    ];
    const { connection, withheld } = await checkConnection(context, found);
    const money = moneyText(numbers.atStake);
    const summary = isUnread(found)
      ? `${name} has not been read yet.`
      : findings.length === 0
        ? `${name}: nothing to decide on, ${count(numbers.accounts, 'account')}.`
        : `${name}: ${joined(findings)}, ${count(numbers.accounts, 'account')}${money === null ? '' : `, ${money} a month at stake`}.${pageText(place)}`;
    return {
      ok: true,
      message: {
        summary,
        title: summary,
        body: [
          ...(connection === null ? [] : [connectionRow(connection)]),
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
              ...(drift === null ? [] : [{ label: 'by group', value: expectedText(drift, id) }]),
              ...(withheld ?? []).map(({ capability, reason }) => ({
                label: `no ${WITHHELD[capability] ?? capability}`,
                value: reason,
              })),
              ...(numbers.snoozed > 0 ? [{ label: 'snoozed', value: numberText(numbers.snoozed) }] : []),
              ...(numbers.known > 0 ? [{ label: 'known', value: numberText(numbers.known) }] : []),
            ],
          },
          ...items.map((item) => alertRow(id, item, at, context.config.timezone)),
          ...licenseLines(id, licenses, { now: at, timezone: context.config.timezone }),
        ],
        buttons: [
          ...pageButtons(place, `app ${quote(id)}`),
          { label: 'Access table', command: `access ${id}` },
          ...(licenses.length === 0 ? [] : [{ label: 'Subscriptions', command: `subscriptions ${id}` }]),
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
          connection: connectionData(connection),
          withheld: withheld ?? [],
          dataAt: found.source.dataAt,
          accounts: numbers.accounts,
          active: numbers.active,
          left: numbers.left,
          inactive: numbers.inactive,
          unknown: numbers.unknown,
          known: numbers.known,
          idle: numbers.idle,
          atStake: numbers.atStake,
          drift,
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
          licenseFindings: licenses.map(({ subscription, detail, openedAt }) => ({
            subscription,
            ...detail,
            openedAt,
          })),
        };
      },
    };
  },
};
