import { z } from 'zod';
import type { Setting } from '../rest-declaration/about.ts';
import type { Declaration } from '../rest-declaration/declaration.ts';
import type { Settings } from '../rest-declaration/placeholders.ts';

/** What every declared app may be given besides what its declaration asks for. */
export const OWN = {
  base: z
    .url({ protocol: /^https?$/ })
    .optional()
    .describe('another address of the API: a server of your own, a proxy'),
  pageSize: z
    .number()
    .int()
    .min(2)
    .max(10_000)
    .optional()
    .describe('how many rows to ask for at once, where the app refuses or cuts the usual number'),
  allowEmpty: z.boolean().default(false).describe('`true` where nobody has an account there yet'),
};

export type OwnSettings = z.infer<z.ZodObject<typeof OWN>>;

/** The settings of an app whose declaration is known. */
export function settingsOf({ settings }: Pick<Declaration, 'settings'>) {
  const declared = Object.fromEntries(
    Object.entries(settings).map(([name, setting]) => [name, schemaOf(setting)]),
  );
  return z.strictObject({ ...declared, ...OWN });
}

function schemaOf({ what, kind, optional, choices, default: usual }: Setting): z.ZodType {
  const text = choices === undefined ? textOf(kind) : z.enum(choices as [string, ...string[]]);
  const described = text.describe(what);
  if (usual !== undefined) return described.default(usual);
  return optional === true ? described.optional() : described;
}

function textOf(kind: Setting['kind']): z.ZodType<string> {
  if (kind !== 'address') return z.string().trim().min(1);
  return z.url({ protocol: /^https?$/ }).transform((url) => url.replace(/\/+$/, ''));
}

/** The values of the declared settings as text, and which of them must never be shown. */
export function valuesOf(
  { settings }: Pick<Declaration, 'settings'>,
  given: Readonly<Record<string, unknown>>,
): { readonly values: Settings; readonly hidden: readonly string[] } {
  const values: Record<string, string> = {};
  const hidden: string[] = [];
  for (const [name, { kind }] of Object.entries(settings)) {
    const value = given[name];
    if (value === undefined || value === null) continue;
    values[name] = String(value);
    if (kind === 'secret') hidden.push(String(value));
  }
  return { values, hidden };
}
