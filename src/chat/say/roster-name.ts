/** The id of the source of people whom admins added. */
export const BY_HAND = 'hand';

/** What messages call a roster source, by its id. */
export function rosterName(id: string): string {
  return id === BY_HAND ? 'People added by hand' : `Roster ${id}`;
}
