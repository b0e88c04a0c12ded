import { rmSync } from 'node:fs';
import { expect, onTestFinished, test } from 'vitest';
import { answer } from '../../src/commands/answer.ts';
import { deliver } from '../../src/flows/outbox/deliver.ts';
import { sendDueDigest } from '../../src/flows/overview/send-digest.ts';
import { syncAll } from '../../src/flows/sync/sync-all.ts';
import { createLog } from '../../src/log.ts';
import { openContext } from '../../src/service/open-context.ts';
import { channels } from '../support/channels.ts';
import { company, csvOf, KIM } from '../support/company.ts';

/*
 * The first days of a company of 60 people, as an admin lives them: files that are exported every morning, a person who leaves, a
 * file that is half there, a row that is wrong, a file that is missing, a renewal, and exports that stop. Every message of every
 * platform is in golden/ten-days.txt, in the order in which it came.
 */

const PEOPLE = 'id,email,name,status,department,end_date';
const ACCOUNTS = 'id,email,name,state,kind,role,licenses,last_active';
const LICENSES = 'sku,product,purchased,unit_price,currency,term,renews_on';

const NAMED: Readonly<Record<number, string>> = {
  1: 'kim@acme.example,Kim Berger',
  7: 'uwe@acme.example,Uwe Lindström',
  8: 'doris@acme.example,Doris Schäfer',
  9: 'elke@acme.example,Elke Brandt',
  10: 'klaus@acme.example,Klaus Weber',
  11: 'lars@acme.example,Lars Holm',
};

function person(n: number): string {
  return NAMED[n] ?? `p${n}@acme.example,Person ${n}`;
}

/** The roster of a day, with the last days that are written by then. */
function roster(lastDays: Readonly<Record<number, string>>): string {
  const rows = Array.from({ length: 60 }, (_, at) => {
    const n = at + 1;
    return `E${n},${person(n)},,${n % 3 === 0 ? 'Sales' : 'Engineering'},${lastDays[n] ?? ''}`;
  });
  return csvOf(PEOPLE, rows);
}

interface Days {
  /** Who has an account, by number, with the last use where it is not yesterday. */
  readonly without?: readonly number[];
  readonly lastUse?: Readonly<Record<number, string>>;
  readonly more?: readonly string[];
}

function accounts(app: string, of: readonly number[], yesterday: string, days: Days = {}): string {
  const rows = of
    .filter((n) => days.without?.includes(n) !== true)
    .map(
      (n) =>
        `${app}-${n},${person(n)},active,person,member,${LICENSE[app]},${days.lastUse?.[n] ?? yesterday}`,
    );
  return csvOf(ACCOUNTS, [...rows, ...(days.more ?? [])]);
}

const LICENSE: Readonly<Record<string, string>> = {
  jira: 'Jira',
  adobe: 'Creative Cloud',
  miro: 'Miro Team',
};
const numbers = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, at) => from + at);
const IN_JIRA = numbers(1, 50);
const IN_ADOBE = numbers(5, 27);
const IN_MIRO = numbers(8, 30);
const BUILD = 'jira-build,build@acme.example,Build,active,person,member,Jira,2026-11-27';
const ADMIN = 'jira-neu,neu@extern-beratung.de,Neu,active,person,admin,Jira,2026-11-30';

function acme() {
  return company({
    roster: roster({ 8: '2026-06-30', 11: '2026-08-31' }),
    apps: {
      jira: accounts('jira', IN_JIRA, '2026-11-29', {
        more: [BUILD],
        lastUse: { 8: '2026-06-29', 11: '2026-08-30' },
      }),
      adobe: accounts('adobe', IN_ADOBE, '2026-11-29', { lastUse: { 8: '2026-06-29', 11: '2026-08-30' } }),
      miro: accounts('miro', IN_MIRO, '2026-11-29', { lastUse: { 8: '2026-06-29', 11: '2026-08-30' } }),
    },
    licenses: {
      jira: csvOf(LICENSES, ['JIRA,Jira,60,7.50,EUR,monthly']),
      adobe: csvOf(LICENSES, ['CC,Creative Cloud,25,720,EUR,annual,2027-01-31']),
      miro: csvOf(LICENSES, ['MIRO,Miro Team,30,10,EUR,monthly']),
    },
    entries: { adobe: 'subscriptions: { CC: { notice: 30 } }' },
    at: '2026-11-30T08:00:00Z',
    yaml: 'schedule: { sync: "17 * * * *", digest: "0 9 * * 1" }',
  });
}

/** The first Monday, 09:00 in Berlin, after this moment. */
function nextMonday(after: Date): Date {
  const at = new Date(after);
  at.setUTCHours(8, 0, 0, 0);
  while (at <= after || at.getUTCDay() !== 1) at.setUTCDate(at.getUTCDate() + 1);
  return at;
}

function living() {
  const acmeInc = acme();
  const { platforms, shown } = channels(acmeInc.directory);
  const context = openContext(
    acmeInc.config,
    platforms.map(({ id }) => id),
    {
      now: acmeInc.now,
      log: createLog({ level: 'silent', secrets: [] }),
      signal: new AbortController().signal,
      progress: () => {},
      store: {},
      lasting: true,
    },
  );
  onTestFinished(() => context.store.close());
  const transcript: string[] = [];
  const SCHEDULE = '0 9 * * 1';

  function tell(what: string): void {
    transcript.push(`\n━━ ${what}`);
    const said = shown.splice(0);
    if (said.length === 0) transcript.push('   (nothing)');
    for (const { on, does, text } of said)
      transcript.push(`\n── ${on}, ${does}`, ...text.split('\n').map((line) => `   ${line}`.trimEnd()));
  }

  async function outbox(): Promise<void> {
    for (const platform of platforms) await deliver(context, platform);
  }

  return {
    acme: acmeInc,
    transcript,
    shown,
    /** Reads everything at this moment, as the service does on its schedule, and sends what is due. */
    async at(moment: string, what: string, before: () => void = () => {}): Promise<void> {
      acmeInc.at(moment, { exported: false });
      before();
      await syncAll(context, null);
      sendDueDigest(context, SCHEDULE, nextMonday(acmeInc.now()));
      await outbox();
      tell(`${moment.slice(0, 16).replace('T', ' ')} ${what}`);
    },
    async type(line: string): Promise<void> {
      const { message } = await answer(context, KIM, line, (only) => syncAll(context, only));
      await outbox();
      tell(`kim types: ${line}\n   → ${message.summary}`);
    },
  };
}

test('the first days of a company: what every channel says, and when it is silent', async () => {
  const { acme: files, transcript, at, type } = living();
  /** Exports every file again, as the admin does each morning. */
  const lastDays: Record<number, string> = { 8: '2026-06-30', 11: '2026-08-31' };
  const old = { 8: '2026-06-29', 11: '2026-08-30' };
  const exported = (yesterday: string, jira: Days = {}, miro: Days = {}) => {
    files.write('roster.csv', roster(lastDays));
    files.write(
      'jira.csv',
      accounts('jira', IN_JIRA, yesterday, {
        ...jira,
        lastUse: { ...old, ...jira.lastUse },
        more: [BUILD, ...(jira.more ?? [])],
      }),
    );
    files.write('adobe.csv', accounts('adobe', IN_ADOBE, yesterday, { lastUse: old }));
    files.write(
      'miro.csv',
      accounts('miro', IN_MIRO, yesterday, { ...miro, lastUse: { ...old, ...miro.lastUse } }),
    );
    for (const app of ['jira', 'adobe', 'miro']) files.write(`${app}-licenses.csv`, LICENSES_OF[app] ?? '');
  };
  const LICENSES_OF: Record<string, string> = {
    jira: csvOf(LICENSES, ['JIRA,Jira,60,7.50,EUR,monthly']),
    adobe: csvOf(LICENSES, ['CC,Creative Cloud,25,720,EUR,annual,2027-01-31']),
    miro: csvOf(LICENSES, ['MIRO,Miro Team,30,10,EUR,monthly']),
  };

  await at('2026-11-30T08:00:00Z', 'Monday: first start');
  await type('known jira jira-build "build server" until:2026-12-03');
  await type('snooze adobe until:2026-12-06');

  lastDays[7] = '2026-11-30';
  await at('2026-12-01T06:17:00Z', 'Tuesday: Uwe has left, and Jira has a new external admin', () =>
    exported('2026-11-30', { more: [ADMIN] }),
  );
  await at('2026-12-01T07:17:00Z', 'an hour later, nothing has changed');
  await at('2026-12-02T06:17:00Z', 'Wednesday: nothing has changed', () =>
    exported('2026-12-01', { more: [ADMIN], lastUse: { 7: '2026-11-30' } }),
  );
  await at('2026-12-03T06:17:00Z', 'Thursday: Doris is removed in Jira', () =>
    exported('2026-12-02', { without: [8], more: [ADMIN], lastUse: { 7: '2026-11-30' } }),
  );
  await at(
    '2026-12-04T06:17:00Z',
    "Friday: yesterday was the last day of 'known'; Jira's file is cut in half",
    () => {
      exported('2026-12-03', { without: [8], more: [ADMIN], lastUse: { 7: '2026-11-30' } });
      files.write('jira.csv', accounts('jira', IN_JIRA.slice(0, 22), '2026-12-03'));
    },
  );
  await at('2026-12-04T12:17:00Z', 'the same in the afternoon');
  await at('2026-12-05T07:17:00Z', 'Saturday: still half a file, since a day');
  await at('2026-12-06T07:17:00Z', 'Sunday: the file is whole again', () =>
    exported('2026-12-05', { without: [8], more: [ADMIN], lastUse: { 7: '2026-11-30' } }),
  );
  lastDays[10] = '2026-12-31';
  await at(
    '2026-12-07T08:00:00Z',
    'Monday: Uwe used Jira after leaving, Elke is removed in Miro, Klaus will leave',
    () =>
      exported('2026-12-06', { without: [8], more: [ADMIN], lastUse: { 7: '2026-12-05' } }, { without: [9] }),
  );
  await at('2026-12-08T06:17:00Z', 'Tuesday: a row of the roster is wrong', () =>
    files.write('roster.csv', roster(lastDays).replace('E7,', 'E7,not an address,')),
  );
  await at('2026-12-09T07:17:00Z', 'Wednesday: it still is');
  await at('2026-12-10T06:17:00Z', "Thursday: the roster is right again, and Adobe's file is missing", () => {
    files.write('roster.csv', roster(lastDays));
    rmSync(files.file('adobe.csv'));
  });
  /** As it stays from now on: Doris and Elke are removed, Uwe was last seen on 5 December. */
  const settled = (yesterday: string) =>
    exported(yesterday, { without: [8], more: [ADMIN], lastUse: { 7: '2026-12-05' } }, { without: [9] });
  await at('2026-12-11T06:17:00Z', 'Friday: it is back', () => settled('2026-12-10'));
  await at('2026-12-14T08:00:00Z', 'Monday: the digest', () => settled('2026-12-13'));
  await at('2026-12-18T06:17:00Z', '14 days before the day of notice', () => settled('2026-12-17'));
  await at('2026-12-21T08:00:00Z', 'Monday: the digest', () => settled('2026-12-20'));
  await at('2026-12-25T06:17:00Z', '7 days before the day of notice', () => settled('2026-12-24'));
  await at('2026-12-28T08:00:00Z', 'Monday: the digest', () => settled('2026-12-27'));
  await at('2027-01-01T06:17:00Z', 'Klaus has left', () => settled('2026-12-31'));
  await at('2027-01-04T08:00:00Z', 'Monday: the digest', () => settled('2027-01-03'));
  await at('2027-01-11T08:00:00Z', 'Monday: nobody has exported a file for a week');
  await at('2027-01-12T08:17:00Z', 'Tuesday: nor on the next day');
  await at('2027-02-01T08:00:00Z', 'Monday, three weeks later');

  await expect(`${transcript.join('\n').trimStart()}\n`).toMatchFileSnapshot('golden/ten-days.txt');
});
