/** What one sync reads. */
export interface Selection {
  /** Ids of roster sources, in the order in which they are asked. */
  readonly rosters: readonly string[] | 'all';
  /** Whether people who were added by hand are looked at too. */
  readonly byHand: boolean;
  /** Ids of apps, in the order in which they are asked. */
  readonly apps: readonly string[] | 'all';
  /** Whether the answer includes reads that are already under way, because somebody asked for it; otherwise they are left alone. */
  readonly joins: boolean;
  /** Whether to ask sources even if they refused their name and password a short while ago. */
  readonly force?: boolean;
}

/** What somebody asks for: everything, or one app with the people it is judged by. */
export function askedFor(app: string | null, force = false): Selection {
  return { rosters: 'all', byHand: true, apps: app === null ? 'all' : [app], joins: true, force };
}
