import { pathsNamedIn } from './paths.ts';
import { placeholdersIn } from './placeholders.ts';
import type { Issues } from './request.ts';

/** The parts of a declaration before the whole has a type. */
interface Parts {
  readonly settings: Readonly<Record<string, unknown>>;
  readonly scim?: unknown;
  readonly base?: string | undefined;
  readonly auth?: unknown;
  readonly accounts?: unknown;
  readonly map?: unknown;
  readonly tables: Readonly<Record<string, unknown>>;
  readonly removal: readonly unknown[];
}

/** Settings that every declared app has. */
const OWN_SETTINGS = ['base', 'pageSize', 'allowEmpty', 'declaration', 'removal'];
/** What a request about one account may name. */
const OF_ACCOUNT = ['id', 'email', 'username'];

/** Checks what one part of a declaration must know about another. */
export function checkReferences(declaration: Parts, context: Issues): void {
  const issue = (path: readonly PropertyKey[], message: string) =>
    context.addIssue({ code: 'custom', path: [...path], message });
  const { settings, scim, base, accounts, map, tables, removal, ...rest } = declaration;
  if (scim === undefined) {
    if (base === undefined) issue(['base'], 'is missing; write the address of the API');
    else if (!/^(https?:\/\/|\{\w+\})/.test(base))
      issue(['base'], 'is no web address; write it with https://, or as the setting that holds it');
    if (accounts === undefined) issue(['accounts'], 'is missing; write how the accounts are listed');
    if (map === undefined) issue(['map'], 'is missing; write what a row becomes');
  } else if (accounts !== undefined || base !== undefined) {
    issue(['scim'], 'stands beside base or accounts; keep one way to read the app');
  } else {
    for (const message of oneProof(block(scim), block(rest.auth))) issue(['scim'], message);
  }
  for (const name of Object.keys(settings))
    if (OWN_SETTINGS.includes(name))
      issue(['settings', name], 'is a setting that every declared app has; rename it');
  const kept = Object.keys(block(block(block(rest.auth).login).keep));
  const known = new Set([...Object.keys(settings), ...kept]);
  const { auth, ...others } = rest;
  const requests = {
    scim,
    base,
    accounts,
    tables,
    check: block(others).check,
    headers: block(others).headers,
  };
  for (const [places, more] of [
    [{ ...requests, subscriptions: block(others).subscriptions }, []],
    [{ auth }, ['token']],
    [{ ownAccount: block(others).ownAccount }, []],
    ...removal.map(
      (step, index) => [{ removal: { [index]: step } }, [...OF_ACCOUNT, ...keptBy(step)]] as const,
    ),
  ] as const)
    for (const { at, name } of placeholdersIn(places))
      if (!known.has(name) && !(more as readonly string[]).includes(name))
        issue(at, `names {${name}}, which is not declared under settings`);
  for (const problem of pageProblems(block(others).accountPage, settings)) issue(['accountPage'], problem);
  checkRemoval(removal, scim !== undefined, issue);
  const keys = removal.map((step) => String(block(step).key ?? block(step).way));
  for (const [index, key] of keys.entries())
    if (keys.indexOf(key) < index)
      issue(['removal', index], `has the key ${key} of another one; write another key`);
  for (const { at, name } of insteadOf(removal))
    if (!keys.includes(name)) issue(at, `names the step ${name}, which is not declared under removal`);
    else if (keys.indexOf(name) === at[1])
      issue(at, 'names its own step; name the one that leaves the group');
  const { subscriptions } = block(others);
  for (const [at, read] of [
    [['map'], [map, accounts, tables]],
    [
      ['subscriptions', 'map'],
      [block(subscriptions).map, block(subscriptions).only],
    ],
  ] as const)
    for (const { index, name } of unreadNames(read))
      issue([...at, 'mayLack', index], `names ${name}, which is neither mapped nor a path that is read`);
  for (const { at, name } of tableNames({ map, accounts }))
    if (!Object.hasOwn(tables, name))
      issue(at, `names the table ${name}, which is not declared under tables`);
}

/** Names in `mayLack` that are neither a field nor a column of the map, which comes first, nor a path that any of these read. */
function unreadNames([map, ...others]: readonly unknown[]): { index: number; name: string }[] {
  const { mayLack, columns, ...fields } = block(map);
  const known = new Set([
    ...Object.keys(fields),
    ...Object.keys(block(columns)),
    ...[...Object.values(fields), columns, ...others].flatMap(pathsNamedIn),
  ]);
  const names = Array.isArray(mayLack) ? mayLack.map(String) : [];
  return names.flatMap((name, index) => (known.has(name) ? [] : [{ index, name }]));
}

/** A SCIM server is asked with its own credential, or with that of `auth`. */
function oneProof(
  scim: Readonly<Record<string, unknown>>,
  auth: Readonly<Record<string, unknown>>,
): string[] {
  const own = ['token', 'username', 'password'].some((key) => scim[key] !== undefined);
  const headers = Object.keys(block(scim.headers)).length > 0;
  const declared = Object.keys(auth).length > 0;
  if ('query' in auth) return ['does not go with auth: query; write what proves who asks as a header'];
  if (own && declared) return ['has a credential beside auth; keep one of them'];
  return own || declared || headers ? [] : ['needs token, username and password, or auth beside it'];
}

/** A page is linked to, so that everybody sees what is in its address. */
function pageProblems(page: unknown, settings: Parts['settings']): string[] {
  if (typeof page !== 'string') return [];
  const names = placeholdersIn(page).map(({ name }) => name);
  const kindOf = (name: string) => block(settings[name]).kind;
  const problems = names.flatMap((name) => {
    if (OF_ACCOUNT.includes(name)) return [];
    if (!Object.hasOwn(settings, name)) return [`names {${name}}, which is not declared under settings`];
    return kindOf(name) === 'secret' ? [`names {${name}}, a secret, which would be shown`] : [];
  });
  if (!names.some((name) => OF_ACCOUNT.includes(name)))
    problems.push('is the same for every account; put {id}, {email} or {username} into it');
  const [first] = names;
  const host = placeholdersIn(/^https:\/\/[^/]*/.exec(page)?.[0]);
  for (const { name } of host.filter(({ name }) => OF_ACCOUNT.includes(name)))
    problems.push(`names {${name}} as its host; an account decides on the path only`);
  if (page.startsWith('{') && first !== undefined && kindOf(first) !== 'address')
    problems.push(`begins with {${first}}, which is no setting of kind: address`);
  return problems;
}

/** What a step remembers about the account for the request that undoes it. */
function keptBy(step: unknown): string[] {
  return Object.keys(block(block(block(step).readBack).keep));
}

/** Every step that is offered instead of another one, and where the declaration says so. */
function insteadOf(removal: readonly unknown[]): { at: (string | number)[]; name: string }[] {
  return removal.flatMap((step, index) =>
    Object.entries(block(block(step).obstacles)).flatMap(([rule, said]) => {
      const { instead } = block(said);
      const at = ['removal', index, 'obstacles', Number(rule), 'instead'];
      return typeof instead === 'string' ? [{ at, name: instead }] : [];
    }),
  );
}

/** A SCIM server may be asked as SCIM says; any other one is asked as the step says. */
function checkRemoval(
  removal: readonly unknown[],
  scim: boolean,
  issue: (path: readonly PropertyKey[], message: string) => void,
): void {
  for (const [index, step] of removal.entries()) {
    const { way, request, readBack, undo } = block(step);
    const at = (key: string) => ['removal', index, key];
    if (request !== undefined) continue;
    if (!scim) issue(at('request'), 'is missing; write what the app is asked for');
    else if (way === 'free-seat') issue(at('request'), 'is missing: SCIM itself only disables and deletes');
    for (const [key, value] of Object.entries({ readBack, undo }))
      if (scim && value !== undefined)
        issue(at(key), 'goes with request; leave it out, because SCIM knows it');
  }
}

/** Every `from:` and where it is. */
function tableNames(
  value: unknown,
  at: readonly (string | number)[] = [],
): { at: (string | number)[]; name: string }[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, each]) => {
    const here = [...at, Array.isArray(value) ? Number(key) : key];
    return key === 'from' && typeof each === 'string' ? [{ at: here, name: each }] : tableNames(each, here);
  });
}

function block(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}
