import { accountTwiceText } from '../../chat/say/operate/read-problem.ts';
import { ConnectorError } from '../../connectors/base/errors.ts';
import { type Account, holdsSeat } from '../../domain/account.ts';
import { bucketDays } from '../../domain/data-age.ts';
import { type Day, isBefore } from '../../domain/day.ts';
import { type AccountPast, type Assessment, assess } from '../../domain/findings/assess.ts';
import { heldCounter } from '../../domain/licenses/holders.ts';
import { handedOn } from '../../domain/owners/handed-on.ts';
import type { RosterIndex } from '../../domain/roster-index/roster-index.ts';
import { accountSigns } from '../../domain/sync/account-signs.ts';
import { accountFactCounter } from '../../domain/sync/facts.ts';
import { decisionsOf } from '../../store/decisions/decisions.ts';
import { uniteRespelledDecisions } from '../../store/decisions/respelled-decisions.ts';
import { accountIntake } from '../../store/intake/account-intake.ts';
import { seenIds } from '../../store/sources/seen-bitmap.ts';
import { type App, type Context, domainsOf, timestamp, today } from '../context.ts';
import { tallySeats } from '../money/tally-seats.ts';
import type { Everybody } from '../owners/everybody.ts';
import { policyOf } from './matching-policy.ts';

export interface AccountsTaken {
  readonly run: number;
  readonly everybody: Everybody;
  /** The first read of a file: another thread writes the rows. */
  readonly bulk: boolean;
  /** Whether the app no longer tells who holds which license: then accounts that it still lists keep the licenses of the previous read. */
  readonly licensesUntold?: () => boolean;
}

/** `day` is the last day that the data covers. */
export function accountTaker(
  context: Context,
  app: App,
  { run, bulk, everybody, licensesUntold = () => false }: AccountsTaken,
  day: Day,
) {
  const { store, config } = context;
  const intake = accountIntake(store, app.source.id, run, timestamp(context), {
    first: app.source.sealedRun === 0,
    bulk: bulk ? context.dependencies.writeRows : null,
  });
  const united = new Set(uniteRespelledDecisions(store, app.source.id));
  const decisions = decisionsOf(store, app.source.id);
  const domains = domainsOf(context);
  const policy = { timezone: config.timezone, today: today(context) };
  const days = bucketDays(day, app.config.idleDays, config.timezone);
  const policyChanged = app.source.numbers.policy !== policyOf(context);
  const seen = seenIds();
  const seats = app.source.sealedRun === 0 ? tallySeats(days, config.timezone) : null;
  const held = heldCounter();
  const facts = accountFactCounter();
  let index: RosterIndex | null = null;
  const signs = accountSigns(
    (a, b) => a === b || (index !== null && (index.byRef(a)?.ref ?? a) === (index.byRef(b)?.ref ?? b)),
  );
  let [listed, stayed, added, changed, idle, withActivity, reassessed, concerned] = [0, 0, 0, 0, 0, 0, 0, 0];

  /** `isNew`: the account is new, or belongs to another person than before. `key`: the id under which its decisions are stored. */
  function judge(
    account: Account,
    earlier: AccountPast['earlier'],
    { isNew = false, key = account.id } = {},
  ): Assessment {
    // Built when it is first needed: an app without changes does not need it.
    index ??= everybody();
    const past = {
      link: isNew ? null : (decisions.links.get(key) ?? null),
      known: decisions.known.get(key) ?? null,
      earlier,
    };
    return assess(account, past, index, domains, policy);
  }

  function count(lastActive: string | null): void {
    listed++;
    if (lastActive === null) return;
    withActivity++;
    if (isBefore(lastActive, days.idleBefore)) idle++;
  }

  function takeAccount(listed: Account): void {
    let account = listed;
    let fingerprint = intake.take(account);
    const before = intake.before(seen.has);
    if (before !== null && licensesUntold()) {
      account = withLicenses(account, intake.licenses(before.row));
      fingerprint = intake.take(account);
    }
    facts.add(account);
    if (holdsSeat(account)) held.add(account.licenses);
    count(account.lastActive);
    if (before === null) {
      const assessment = judge(account, null);
      const row = intake.add(assessment);
      if (row === null || !seen.add(row)) throw listedTwice(app.config.id, account.id);
      seats?.add(account, assessment);
      added++;
      if (assessment.concern !== null) concerned++;
      signs.added(assessment);
      return;
    }
    if (!seen.add(before.row)) throw listedTwice(app.config.id, account.id);
    if (!before.wasGone) stayed++;
    if (before.fingerprint === fingerprint && !before.wasGone && !policyChanged && !united.has(account.id))
      return;
    const past = intake.past(before.row);
    // What was found or linked before was about the previous owner.
    const another = handedOn(past.called, account);
    const assessment = judge(account, another ? null : past.earlier, {
      isNew: another,
      key: before.earlierId ?? account.id,
    });
    if (before.wasGone) signs.added(assessment);
    else if (before.fingerprint === fingerprint) {
      signs.reassessed(past.before, assessment);
      reassessed++;
    } else signs.changed(past.before, account, assessment);
    intake.change(before.row, assessment);
    changed++;
    if (assessment.concern !== null && past.before.concern === null) concerned++;
  }

  return {
    take: takeAccount,
    /** An account that is not read, and stays as it is stored. */
    keep: count,
    elsewhere: intake.elsewhere,
    seen,
    seats,
    held: held.sets,
    stayed: () => stayed,
    /** Accounts with which something is wrong that was not before. */
    concerned: () => concerned,
    signs: signs.counts,
    counts: () => ({
      listed,
      added,
      changed,
      ...(reassessed === 0 ? {} : { reassessed }),
      newInactive: signs.counts().newInactive,
      idle: withActivity === 0 ? null : idle,
      facts: facts.counts(),
    }),
  };
}

/** Licenses that can no longer be told are kept from before, in addition to those that still are: unknown does not mean none. */
function withLicenses(account: Account, before: readonly string[]): Account {
  return { ...account, licenses: [...new Set([...account.licenses, ...before])] };
}

/** The same account twice in one list means that paging went wrong, so none of it can be trusted. */
export function listedTwice(app: string, id: string): ConnectorError {
  return new ConnectorError(app, 'unexpected-response', accountTwiceText(app, id));
}
