/** Texts that must never be shown: those in the settings, and the tokens fetched with them. One per connection, shared by its clients. */
export interface Secrets {
  add(secret: string): void;
  redact(text: string): string;
}

export function openSecrets(known: readonly string[]): Secrets {
  const hidden = new Set<string>();
  let longestFirst: readonly string[] = [];
  const secrets: Secrets = {
    add(secret) {
      if (secret === '' || hidden.has(secret)) return;
      // As they are, in an address, in JSON, and as a form: an echo may have any of these forms.
      for (const form of [secret, encodeURIComponent(secret), JSON.stringify(secret).slice(1, -1)])
        hidden.add(form);
      // A secret may be the beginning of another.
      longestFirst = [...hidden].sort((a, b) => b.length - a.length);
    },
    redact: (text) => longestFirst.reduce((clean, secret) => clean.replaceAll(secret, '[secret]'), text),
  };
  for (const secret of known) secrets.add(secret);
  return secrets;
}
