import { z } from 'zod';
import type { Setting } from '../rest-declaration/about.ts';
import type { Declaration } from '../rest-declaration/declaration.ts';
import { placeholdersIn, type Settings } from '../rest-declaration/placeholders.ts';

/** Settings that every declared app has in addition to those of its declaration. */
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

type Declared = Pick<Declaration, 'settings' | 'removal' | 'auth' | 'headers' | 'scim'>;

/** The settings of an app whose declaration is known. */
export function settingsOf(declaration: Declared) {
  const declared = Object.fromEntries(
    Object.entries(declaration.settings).map(([name, setting]) => [name, schemaOf(setting)]),
  );
  const writing = writingOf(declaration);
  return z.strictObject({ ...declared, ...(writing === null ? {} : { removal: writing }), ...OWN });
}

/**
 * Separate credentials for removal: the settings that are credentials. Their secrets must be written there even if they are the ones for
 * reading, because those are never used to write unless the admin says so. `null` if nothing can be removed.
 */
function writingOf({ settings, removal, auth, headers, scim }: Declared) {
  if (removal.length === 0) return null;
  const { base: _, ...proof } = scim ?? { base: '' };
  const named = new Set(placeholdersIn([auth, headers, proof]).map(({ name }) => name));
  const proving = Object.entries(settings).filter(
    ([name, { kind }]) => named.has(name) && kind !== 'address',
  );
  if (!proving.some(([, { kind }]) => kind === 'secret')) return null;
  const schemas = proving.map(([name, setting]) => {
    const schema = textOf(setting.kind).describe(setting.what);
    const needed = setting.kind === 'secret' && setting.optional !== true && setting.default === undefined;
    return [name, needed ? schema : schema.optional()] as const;
  });
  return z
    .strictObject(Object.fromEntries(schemas))
    .optional()
    .describe(
      `credentials that may remove accounts (${schemas.map(([name]) => `\`${name}\``).join(', ')}); without them removal is a task for an admin`,
    );
}

/** The settings with the credentials for removal instead of those for reading; `null` without any. */
export function writtenWith<Given extends Readonly<Record<string, unknown>>>(given: Given): Given | null {
  const { removal } = given;
  return typeof removal === 'object' && removal !== null ? { ...given, ...removal } : null;
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
