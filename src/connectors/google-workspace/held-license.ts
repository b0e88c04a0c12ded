import type { Account } from '../../domain/account.ts';
import { textIn } from '../base/text.ts';

/** A license, by its name and by the ids that Google uses. */
export interface HeldLicense {
  readonly name: string;
  readonly product: string;
  readonly sku: string;
}

/** The column `licenseKeys`: `Google Vault=Google-Vault/Google-Vault; …`. Without it, a license could not be taken later. */
export function keysOf(licenses: readonly HeldLicense[]): string | null {
  return textIn(licenses.map(({ name, product, sku }) => `${name}=${product}/${sku}`).join('; '));
}

/** The licenses in that column. */
export function heldIn({ columns }: Account): readonly HeldLicense[] {
  const keys = typeof columns.licenseKeys === 'string' ? columns.licenseKeys.split('; ') : [];
  return keys.flatMap((key) => {
    const at = key.lastIndexOf('=');
    const [product, sku] = key.slice(at + 1).split('/');
    return at < 1 || product === undefined || sku === undefined
      ? []
      : [{ name: key.slice(0, at), product, sku }];
  });
}
