interface Issues {
  addIssue(issue: { code: 'custom'; path: string[]; message: string }): void;
}

/** The kinds of credentials: a setting that is enough by itself, or several that belong together. */
export interface CredentialWays {
  readonly alone: string;
  /** The settings that belong together, each with what to do if only the other one is set. */
  readonly together: Readonly<Record<string, string>>;
  /** What to do if none of them is set. `null` if there may be other credentials. */
  readonly none: string | null;
}

/** Exactly one kind: vendors refuse two, or pick one of them. */
export function oneCredential({ alone, together, none }: CredentialWays) {
  const names = Object.keys(together);
  return (settings: object, { addIssue }: Issues): void => {
    const isSet = (name: string) => (settings as Readonly<Record<string, unknown>>)[name] !== undefined;
    const issue = (name: string, message: string) => addIssue({ code: 'custom', path: [name], message });
    const isAny = names.some(isSet);
    if (isSet(alone) && isAny) issue(alone, `is set beside ${names.join(' and ')}; keep one of them`);
    for (const [name, advice] of Object.entries(together))
      if (isAny && !isSet(name)) issue(name, `is missing; ${advice}`);
    if (none !== null && !isSet(alone) && !isAny) issue(alone, `is missing; ${none}`);
  };
}
