import type { Account } from '../../domain/account.ts';
import type { AppColumn, Connector } from '../base/connector.ts';
import type { Reports, Requests } from '../base/declaration.ts';
import type { Declaration } from '../rest-declaration/declaration.ts';
import { accountPageOf } from '../rest-removal/account-page.ts';
import { waysOf } from '../rest-removal/ways.ts';
import { connectDeclared } from './connection.ts';
import { type OwnSettings, settingsOf, valuesOf } from './settings.ts';

/** What a declared app is to the rest of Seatkeeper. */
export function connectorOf(id: string, declaration: Declaration): Connector {
  const { name, about, rights, plans, leastHours } = declaration;
  return {
    id,
    name,
    settings: settingsOf(declaration),
    rights: rights.map(({ optional, ...right }) => ({
      ...right,
      ...(optional === undefined ? {} : { optional }),
    })),
    plans,
    removal: waysOf(declaration),
    ...(declaration.accountPage === undefined
      ? {}
      : {
          accountPage: (settings: unknown, account: Account) =>
            declaredPage(declaration, settings as OwnSettings & Readonly<Record<string, unknown>>, account),
        }),
    requestsPer1000: declaration.requests ?? requestsOf(declaration),
    ...(leastHours === undefined ? {} : { leastInterval: leastHours * 3_600_000 }),
    columns: columnsOf(declaration),
    reports: reportsOf(declaration),
    ...(about === undefined ? {} : { origin: originOf(about) }),
    connect: (settings, io) =>
      connectDeclared(declaration, settings as OwnSettings & Readonly<Record<string, unknown>>, io),
  };
}

/** With settings that `settingsOf` returned. */
export function declaredPage(
  declaration: Declaration,
  settings: OwnSettings & Readonly<Record<string, unknown>>,
  account: Account,
): string | null {
  const { values } = valuesOf(declaration, settings);
  return accountPageOf(declaration, { base: settings.base ?? null, settings: values }, account);
}

function originOf({ note, ...about }: NonNullable<Declaration['about']>): NonNullable<Connector['origin']> {
  return { ...about, note: note ?? null };
}

function columnsOf({ scim, map }: Declaration): readonly AppColumn[] | 'any' {
  if (scim !== undefined) return 'any';
  return Object.entries(map?.columns ?? {}).map(([key, { label, type }]) => ({ key, label, type }));
}

/** If a declaration says nothing about it, this follows from its map. */
function reportsOf({ reports, map, subscriptions, scim }: Declaration): Reports {
  if (reports !== undefined) return reports;
  const note = 'As its declaration reads it.';
  return {
    email:
      map?.emails !== undefined || scim !== undefined
        ? { level: 'sometimes', note }
        : { level: 'never', note },
    lastActive:
      map?.lastActive === undefined
        ? { level: 'none', note: 'Its declaration names no last use.' }
        : { level: 'exact', note },
    subscriptions:
      subscriptions === undefined
        ? { level: 'no', note: 'Its declaration names none.' }
        : { level: 'yes', note },
    groups: { level: 'no', note: 'Groups of the app are not read.' },
  };
}

function requestsOf({ accounts, tables }: Declaration): Requests {
  const lists = [accounts ?? []].flat();
  const size = Math.min(...lists.map(({ pages }) => pages.size?.value ?? 100));
  return {
    per1000: Math.ceil(1000 / (Number.isFinite(size) ? size : 100)),
    besides: lists.length + Object.keys(tables).length,
    note: 'Counted from its declaration.',
  };
}
