import type { AlertItem } from '../../chat/say/alerts/alert-row.ts';
import { appMessage } from '../../chat/say/overview/app.ts';
import { findingsMessage } from '../../chat/say/overview/findings.ts';
import { unusedColumns } from '../../domain/sync/unused-columns.ts';
import { atStake } from '../../flows/alerts/at-stake.ts';
import { lookAtFindings } from '../../flows/alerts/look-at-findings.ts';
import { type Context, timestamp } from '../../flows/context.ts';
import { driftOf } from '../../flows/groups/count-drift.ts';
import { lookAtLicenses } from '../../flows/licenses/look-at-licenses.ts';
import { lookAtApp } from '../../flows/overview/look-at-apps.ts';
import { checkConnection } from '../../flows/overview/look-at-connection.ts';
import { appsToDecide, findingsPage } from '../../flows/overview/look-at-findings.ts';
import { suggestionData } from '../../flows/owners/suggest-owner.ts';
import { appNamed } from '../arguments.ts';
import type { Answer, Command } from '../command.ts';
import { pageNamed } from '../page.ts';
import { isUnread } from '../unread-apps-note.ts';
import { partsData } from './account-parts.ts';
import { originData } from './origin.ts';
import { connectionData } from './status.ts';

const PAGE = 20;

export const app: Command = {
  verb: 'app',
  example: 'app figma',
  does: 'one app: its health, every finding, and what can be done about it; without a name: the findings of all apps',
  group: 'look',
  keys: ['page'],
  async answer(context, { words: [appWord], filters }) {
    if (appWord === undefined && context.config.apps.length > 0) return everyApp(context, filters.page);
    const found = appNamed(context, appWord);
    const numbers = lookAtApp(context, found);
    const drift = driftOf(context, found);
    const { id, name, owner, connector } = found.config;
    const page = pageNamed(filters.page, numbers.open, PAGE, { shrinks: true });
    const licenses = lookAtLicenses(context, found);
    const { connection, withheld } = await checkConnection(context, found);
    return {
      ok: true,
      message: appMessage({
        ...numbers,
        snoozedStake: atStake(context, found.source.id).snoozed,
        id,
        name,
        connector,
        owner,
        read: !isUnread(found),
        dataAt: found.source.dataAt,
        origin: found.source.numbers.origin,
        drift,
        connection,
        withheld,
        unused: found.source.numbers.unused,
        usage: found.source.numbers.usage,
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
          withheld,
          unusedColumns: unusedColumns(found.source.numbers.unused),
          fileNotes: found.source.numbers.unused?.notes ?? [],
          dataAt: found.source.dataAt,
          ...originData(found.source.numbers.origin),
          accounts: numbers.accounts,
          ...partsData(numbers),
          idle: numbers.idle,
          atStake: numbers.atStake,
          openStake: numbers.openStake,
          drift,
          quietUntil: numbers.quietUntil,
          findings: lookAtFindings(context, found, Number.MAX_SAFE_INTEGER).map(findingData),
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

function everyApp(context: Context, pageWord: string | undefined): Answer {
  const { apps, total } = appsToDecide(context);
  const page = pageNamed(pageWord, total, PAGE, { shrinks: true });
  return {
    ok: true,
    message: findingsMessage({
      apps,
      page: { page, total, size: PAGE },
      shown: findingsPage(context, apps, (page - 1) * PAGE, PAGE),
      timezone: context.config.timezone,
      now: timestamp(context),
    }),
    get json() {
      return {
        findings: total,
        apps: findingsPage(context, apps, 0, total).map(
          ({ id, name, findings, openStake, shown, licenses }) => ({
            app: id,
            name,
            findings,
            atStake: openStake,
            accounts: shown.map(findingData),
            licenses: licenses.map(({ subscription, detail }) => ({ subscription, ...detail })),
          }),
        ),
      };
    },
  };
}

function findingData({ account, label, concern, openedAt, reopened, person, suggestion, cost }: AlertItem) {
  return {
    account,
    label,
    concern,
    openedAt,
    reopened,
    person,
    suggestion: suggestionData(suggestion),
    monthlyCost: cost,
  };
}
