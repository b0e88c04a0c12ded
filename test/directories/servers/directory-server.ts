/** A real directory, for one file of tests. */
export interface DirectoryServer {
  /** `ldaps://127.0.0.1:20636`: with TLS from the start. */
  readonly secureUrl: string;
  /** `ldap://…`, for StartTLS. */
  readonly plainUrl: string;
  /** The file with the certificate of its CA, and the name in its own certificate. */
  readonly ca: string;
  readonly serverName: string;
  readonly reader: { readonly bind: string; readonly password: string };
  /** LDIF with `changetype:`, carried out while it runs. */
  modify(ldif: string): void;
  stop(): Promise<void>;
}

/** One entry as LDIF. A value of `undefined` is left out; a Buffer, and a text that LDIF cannot hold plainly, are base64. */
export function ldif(
  dn: string,
  attributes: Readonly<Record<string, string | number | Buffer | undefined | readonly (string | number)[]>>,
): string {
  const lines = Object.entries(attributes).flatMap(([name, value]) => {
    const values = value === undefined ? [] : Array.isArray(value) ? value : [value];
    return values.map((each: string | number | Buffer) => line(name, each));
  });
  return `${[line('dn', dn), ...lines].join('\n')}\n\n`;
}

function line(name: string, value: string | number | Buffer): string {
  const text = String(value);
  const isPlain = typeof value === 'number' || (typeof value === 'string' && /^[!-9;=-~][ -~]*$/.test(text));
  return isPlain && !text.endsWith(' ')
    ? `${name}: ${text}`
    : `${name}:: ${Buffer.from(value as string).toString('base64')}`;
}
