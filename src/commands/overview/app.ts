import { appMessage } from '../../chat/say/overview/app.ts';
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
import { partsData } from './account-parts.ts';
import { connectionData } from './status.ts';

const PAGE = 20;

export const app: Command = {
  verb: 'app',
  example: 'app figma',
  does: 'one app: its health, every finding, and what can be done about it',
  group: 'look',
  keys: ['page'],
  async answer(context, { words: [appWord], filters }) {
    const found = appNamed(context, appWord);
    const numbers = lookAtApp(context, found);
    const drift = driftOf(context, found);
    const { id, name, owner, connector } = found.config;
    const page = pageNamed(filters.page, numbers.open, PAGE);
    const licenses = lookAtLicenses(context, found);
    const { connection, withheld } = await checkConnection(context, found);
    return {
      ok: true,
      message: appMessage({
        ...numbers,
        id,
        name,
        connector,
        owner,
        read: !isUnread(found),
        dataAt: found.source.dataAt,
        drift,
        connection,
        withheld,
        findings: lookAtFindings(context, found, PAGE, (page - 1) * PAGE),
        licenses,
        page: { page, total: numbers.open, size: PAGE },
        timezone: context.config.timezone,
        now: timestamp(context),
      }),
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
          ...partsData(numbers),
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
