import { z } from 'zod';
import type { Account } from '../../domain/account.ts';
import { ConnectorError } from '../base/errors.ts';
import {
  type AccountNow,
  type Removal,
  type RemovalStep,
  type Restorable,
  stepBy,
  type VendorSaid,
} from '../base/removal.ts';
import type { HttpAnswer } from '../http/exchange.ts';
import { said } from '../http/said.ts';
import type { Declaration } from '../rest-declaration/declaration.ts';
import type { Call } from '../rest-declaration/removal.ts';
import type { RestClient } from '../rest-lists/client.ts';
import { keysOf, valueAt } from '../rest-values/path.ts';
import { conditionOf, heldByAbsence } from '../rest-values/rules.ts';
import { ask, namedAs } from './ask.ts';
import { openSeeing, type Seeing, type SeeingOptions } from './gone.ts';
import { obstacleOf } from './obstacles.ts';
import { unaskable, untold, valuesOfAccount } from './of-account.ts';
import { keyOf, usualOf } from './ways.ts';

type Step = Declaration['removal'][number];
type Change = Pick<Step, 'success' | 'must'> & { readonly request?: Call | undefined };

interface RemovalOptions extends SeeingOptions {
  readonly declaration: Pick<Declaration, 'ownAccount' | 'removal'>;
  /** Uses the credentials for removal; `client` uses those for reading and looks at accounts. */
  readonly writer: RestClient;
  /** Carries out the steps that declare no request, using the app's protocol. */
  readonly plain?: Removal;
}

/** Carries out what a declaration says about removal. */
export function declaredRemoval(options: RemovalOptions): Removal {
  const { declaration, client, writer, plain } = options;
  const now = () => client.io.now();
  const seeing = openSeeing(options);
  const named = (key: string): Step => {
    const found = declaration.removal.find((step) => keyOf(step) === key);
    if (found === undefined) throw writer.api.unexpected(`has no way ${key}`);
    return found;
  };
  const offered = (account: Account) => declaration.removal.filter((step) => fits(step, account, now()));
  const plainOf = (way: Step) => (way.request === undefined ? plain : undefined);
  const look = async (step: RemovalStep) => {
    const way = named(step.way);
    const found = await (plainOf(way)?.look(asPlain(step, way)) ??
      lookAt(client, seeing, way, { planned: step.account, now: now() }));
    return plainOf(way) === undefined ? found : hindered(found, way, now());
  };
  return {
    usual: (account) => usualOf(offered(account), declaration.removal).map((way) => stepBy(keyOf(way))),
    offered: (account) => offered(account).map((way) => stepBy(keyOf(way))),
    look,
    carryOut: (step, before) => {
      const way = named(step.way);
      return (
        plainOf(way)?.carryOut(asPlain(step, way), before) ?? carryOut(writer, way, step, { before, look })
      );
    },
    ...(declaration.removal.some(({ undo, request }) => undo !== undefined || request === undefined)
      ? {
          undo: async (step, before) => {
            const { way: key, account } = step;
            const way = named(key);
            const { undo } = way;
            const byProtocol = plainOf(way)?.undo?.(asPlain(step, way), before);
            if (byProtocol !== undefined) return byProtocol;
            if (undo === undefined) throw writer.api.unexpected(`has no way to take ${key} back`);
            return change(writer, undo, { account, before, key: `undo ${key}` });
          },
        }
      : {}),
  };
}

/** Translates to the names of SCIM's own ways. */
function asPlain(step: RemovalStep, { way }: Step): RemovalStep {
  return { ...step, way: way === 'delete' ? 'delete' : 'deactivate' };
}

/** Adds the obstacles that the declaration knows. */
function hindered(found: AccountNow, { obstacles }: Step, now: Date): AccountNow {
  if (found.kind === 'gone' || found.removed || found.obstacle !== null) return found;
  return { ...found, obstacle: obstacleOf(obstacles, { account: found.account, row: null, now }) };
}

/** An account that is already closed is not disabled again. */
function fits({ way, only }: Step, account: Account, now: Date): boolean {
  if (account.state === 'deleted') return false;
  if (way === 'disable' && ['suspended', 'deactivated'].includes(account.state)) return false;
  return only === undefined || conditionOf(only)(account, now);
}

async function lookAt(
  client: RestClient,
  seeing: Seeing,
  way: Step,
  { planned, now }: { readonly planned: Account; readonly now: Date },
): Promise<AccountNow> {
  const values = valuesOfAccount(planned);
  const impossible = unaskable([way.request, way.readBack?.request], values);
  const { readBack } = way;
  if (impossible !== null || readBack === undefined) {
    const obstacle = impossible ?? obstacleOf(way.obstacles, { account: planned, row: null, now });
    return { kind: 'present', account: planned, removed: false, obstacle, before: {} };
  }
  const shown = await seeing.see(readBack, planned);
  if (shown === null) return { kind: 'gone' };
  const { row, account: read, tellsState } = shown;
  const holds = readBack.when !== undefined && conditionOf(readBack.when)(row, now);
  const absent = holds && readBack.when !== undefined ? heldByAbsence(readBack.when, row, now) : null;
  if (absent !== null)
    throw client.api.unexpected(
      `shows nothing at ${absent} of account ${planned.id}, which readBack reads, so nobody knows whether it was removed; correct the path`,
    );
  // The state counts more than `when`: somebody may have been banned until yesterday.
  const removed = holds && !(way.way === 'disable' && tellsState && read.state === 'active');
  const account: Account =
    removed && way.way === 'disable' && !tellsState ? { ...read, state: 'suspended' } : read;
  const before = Object.fromEntries(
    Object.entries(readBack.keep).map(([name, path]) => [name, valueAt(row, keysOf(path)) ?? null]),
  );
  const obstacle = removed
    ? null
    : (obstacleOf(way.obstacles, { account, row, now }) ?? untold(way.request, before));
  return { kind: 'present', account, removed, obstacle, before };
}

async function carryOut(
  writer: RestClient,
  way: Step,
  step: RemovalStep,
  { before, look }: { before: Restorable; look: (step: RemovalStep) => Promise<AccountNow> },
): Promise<VendorSaid> {
  const { account } = step;
  const { request, alreadyGone } = way;
  const gone = alreadyGone.filter((status) => !DENIALS.includes(status));
  try {
    return await change(writer, way, { account, before, key: keyOf(way), gone });
  } catch (error) {
    // If the app gives the same answer for a missing account and for a missing right, only a look tells which it is.
    const denied = error instanceof ConnectorError && error.kind === 'permission' && error.effect === 'none';
    if (!denied || gone.length === alreadyGone.length || request === undefined) throw error;
    if ((await look(step)).kind !== 'gone') throw error;
    return { request: namedAs(request, keyOf(way)), status: 403, requestId: null, words: null };
  }
}

const DENIALS: readonly number[] = [401, 403];

/** One request that changes something, sent once. */
async function change(
  writer: RestClient,
  { request, success, must }: Change,
  {
    account,
    before,
    key,
    gone = [],
  }: { account: Account; before: Restorable; key: string; gone?: readonly number[] },
): Promise<VendorSaid> {
  if (request === undefined) throw writer.api.unexpected(`has no request for ${key}`);
  const answer = await ask(writer, request, valuesOfAccount(account, before), {
    once: true,
    accept: [...success.filter((status) => status >= 300), ...gone],
  });
  if (!gone.includes(answer.status)) proveDone(writer, answer, success, must);
  return said(namedAs(request, key), answer);
}

/** With any other answer the step may have been carried out: only a look tells. */
function proveDone(
  writer: RestClient,
  answer: HttpAnswer,
  success: readonly number[],
  must: Step['must'],
): void {
  if (!success.includes(answer.status))
    throw answer.unexpected(
      `answered ${answer.status}, where the declaration expects ${success.join(' or ')}`,
    );
  if (must === undefined || conditionOf(must)(answer.json(z.unknown()), writer.io.now())) return;
  throw answer.unexpected(
    `answered ${answer.status}, but not as the declaration says of a change that was made`,
  );
}
