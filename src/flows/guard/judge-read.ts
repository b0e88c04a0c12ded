import type { AccountSigns } from '../../domain/sync/account-signs.ts';
import { type Doubt, strongestFirst } from '../../domain/sync/doubt.ts';
import { doubtFirst } from '../../domain/sync/doubt-first.ts';
import type { PeopleSigns } from '../../domain/sync/facts.ts';
import { doubts } from '../../domain/sync/guard.ts';
import { movedDomain } from '../../domain/sync/moved-domain.ts';
import { openCounts } from '../../store/findings/finding-counts.ts';
import { addressesOfUnowned } from '../../store/intake/moved-addresses.ts';
import { countAccepted, type RunCounts } from '../../store/sources/runs.ts';
import type { Source } from '../../store/sources/sources.ts';
import { type App, type Context, domainsOf } from '../context.ts';

/** Why a complete read of an app is not accepted; nothing when it is plausible. */
export function judgeApp(
  context: Context,
  app: App,
  run: number,
  { counts, signs }: { readonly counts: RunCounts; readonly signs: AccountSigns },
): readonly Doubt[] {
  const { store, config } = context;
  const { closing } = signs;
  const openFindings = closing.findings === 0 ? 0 : openCounts(store, app.source.id).open;
  const numbers = {
    ...comparison(context, app.source, counts),
    ...signs,
    missing: counts.gone + (counts.setAside?.surelyMissing ?? 0),
    closing: { ...closing, openFindings },
  };
  const found = doubts(numbers, config.guard.app);
  const unowned = found.some(({ kind }) => kind === 'unowned');
  const moved = unowned ? movedDomain(addressesOfUnowned(store, run), domainsOf(context)) : null;
  return strongestFirst([
    ...doubtFirst(firstNumbers(app.source, counts.listed, app.config.expect), config.guard.app),
    ...(moved === null ? found : doubts({ ...numbers, moved }, config.guard.app)),
  ]);
}

/** Why a complete read of a roster is not accepted. `effects`: what it would do to the apps; `expect`: how many people seatkeeper.yaml expects. */
export function judgeRoster(
  context: Context,
  source: Source,
  {
    counts,
    signs,
    effects,
  }: {
    readonly counts: RunCounts;
    readonly signs: PeopleSigns;
    readonly effects: readonly Doubt[];
  },
  expect: number | null,
): readonly Doubt[] {
  const limits = context.config.guard.roster;
  const numbers = { ...comparison(context, source, counts), ...signs, newInactive: counts.newInactive };
  return strongestFirst([
    ...doubtFirst({ ...firstNumbers(source, counts.listed, expect), first: false }, limits),
    ...doubts(numbers, limits),
    ...effects,
  ]);
}

function comparison({ store }: Context, source: Source, counts: RunCounts) {
  const { before, listed, facts: factsNow = {}, setAside } = counts;
  // These are kept only because a bad row does not say whom it is about. Each such row can explain one missing account.
  const now = listed - (setAside?.surelyMissing ?? 0);
  return {
    before,
    now,
    second: now > before && countAccepted(store, source.id, 2) === 1,
    facts: source.numbers.facts ?? {},
    factsNow,
  };
}

function firstNumbers({ sealedRun, numbers }: Source, now: number, expect: number | null) {
  return { first: sealedRun === 0, now, expected: expect === numbers.expected ? null : expect };
}
