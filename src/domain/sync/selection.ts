/** What one sync reads. */
export interface Selection {
  /** Ids of roster sources, those first that are asked first. */
  readonly rosters: readonly string[] | 'all';
  /** Whether people who were added by hand are looked at too. */
  readonly byHand: boolean;
  /** Ids of apps, those first that are asked first. */
  readonly apps: readonly string[] | 'all';
  /** Whether reads that are under way already belong to the answer, because somebody asked for it; otherwise they are left alone. */
  readonly joins: boolean;
  /** Whether sources are asked although they refused their name and password a short while ago. */
  readonly force?: boolean;
}

/** What somebody asks for: everything, or one app with the people it is judged by. */
export function askedFor(app: string | null, force = false): Selection {
  return { rosters: 'all', byHand: true, apps: app === null ? 'all' : [app], joins: true, force };
}
