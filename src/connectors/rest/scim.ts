import type { Connection, ConnectorIo } from '../base/connector.ts';
import { openMeter } from '../base/usage.ts';
import { openSecrets } from '../http/secrets.ts';
import type { Declaration } from '../rest-declaration/declaration.ts';
import { filledIn, type Settings } from '../rest-declaration/placeholders.ts';
import { listedNobody } from '../rest-lists/accounts.ts';
import { proofOf } from '../rest-lists/auth.ts';
import { vendorOf } from '../rest-lists/vendor.ts';
import { openScim } from '../scim/scim.ts';
import type { OwnSettings } from './settings.ts';

interface Given {
  readonly values: Settings;
  readonly own: OwnSettings;
  /** Texts that no error may show. */
  readonly hidden: readonly string[];
}

/** A declared app that has a SCIM server is read by the connector scim, with the settings that the declaration knows. */
export function scimConnection(
  { scim, auth, answers }: Declaration & { readonly scim: NonNullable<Declaration['scim']> },
  { values, own, hidden }: Given,
  io: ConnectorIo,
): Connection {
  const { base, headers, ...rest } = filledIn(scim, values);
  const pageSize = own.pageSize ?? rest.pageSize;
  const baseUrl = own.base ?? base;
  const [secrets, meter] = [openSecrets(hidden), openMeter()];
  const vendor = vendorOf(answers, null);
  const proof = proofOf(auth, { io, secrets, meter, settings: values, base: baseUrl, headers, vendor });
  const connection = openScim(
    {
      ...rest,
      headers: { ...headers, ...proof.headers },
      baseUrl,
      removal: { way: 'deactivate' },
      ...(pageSize === undefined ? {} : { pageSize }),
    },
    io,
    { meter, secrets, vendor, ...(proof.credentials === null ? {} : { credentials: proof.credentials }) },
  );
  return {
    ...connection,
    async *accounts() {
      let count = 0;
      for await (const page of connection.accounts()) {
        count += page.length;
        yield page;
      }
      if (count === 0 && !own.allowEmpty) throw listedNobody(io.app);
    },
  };
}
