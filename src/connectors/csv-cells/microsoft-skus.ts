import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** Its first lines name its source. */
const CATALOGUE = fileURLToPath(new URL('../../../catalogues/microsoft-skus.tsv', import.meta.url));
const GUID = /[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i;

export interface MicrosoftSku {
  readonly partNumber: string;
  readonly name: string;
}

let catalogue: ReadonlyMap<string, MicrosoftSku> | null = null;

/**
 * The product of a Microsoft license by its skuId, or by the id of a subscribedSku, `<tenant>_<skuId>`. Never by part number:
 * the same one is used for different products. `null` for an id without a GUID, and for a GUID that is not in the catalogue.
 */
export function microsoftSku(id: string): MicrosoftSku | null {
  const guid = GUID.exec(id.trim())?.[0].toLowerCase();
  if (guid === undefined) return null;
  catalogue ??= readCatalogue();
  return catalogue.get(guid) ?? null;
}

let products: ReadonlySet<string> | null = null;

/** Whether Microsoft sells a license of this name. */
export function isMicrosoftProduct(name: string): boolean {
  catalogue ??= readCatalogue();
  products ??= new Set([...catalogue.values()].map((sku) => sku.name.toLowerCase()));
  return products.has(name.toLowerCase());
}

function readCatalogue(): ReadonlyMap<string, MicrosoftSku> {
  const lines = readFileSync(CATALOGUE, 'utf8').split('\n');
  return new Map(
    lines.flatMap((line): [string, MicrosoftSku][] => {
      const [guid, partNumber, name] = line.split('\t');
      return guid === undefined || partNumber === undefined || name === undefined
        ? []
        : [[guid, { partNumber, name }]];
    }),
  );
}
