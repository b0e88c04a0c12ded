/** What is needed to explain a request that Teams did not carry out; see `DeliveryError`. */
export interface TeamsFailure {
  readonly kind: 'refused' | 'later' | 'unsent' | 'unknown';
  /** The HTTP status; 0 when there was none. */
  readonly status: number;
  /** The Bot Connector's word, or the system's: `BotNotInConversationRoster`, `ECONNREFUSED`, or ours: `token`, `service_address`. */
  readonly code: string;
}

/** What an admin reads when Teams does not take a message: what is wrong and how to fix it. */
export function teamsFailureText({ kind, status, code }: TeamsFailure): string {
  switch (kind) {
    case 'later':
      return `Teams asks us to wait (${code}). Messages are sent automatically.`;
    case 'unsent':
      return code === 'token'
        ? 'Microsoft issues no token for this app. Check TEAMS_APP_ID, TEAMS_TENANT_ID and whether TEAMS_APP_SECRET has expired.'
        : `Teams cannot be reached (${code}). Messages wait and are sent automatically once it can be reached.`;
    case 'unknown':
      return `Teams did not answer (${code}), so it is not known whether the message arrived.`;
    case 'refused':
      if (code === 'service_address')
        return 'The stored address of this conversation is not an address of Teams. Mention Seatkeeper there once more.';
      return REFUSED[status] ?? `Teams answered ${status} (${code}).`;
    default:
      return kind satisfies never;
  }
}

const REFUSED: Readonly<Record<number, string>> = {
  401: 'Teams no longer accepts the secret of the app. Make a new one in its registration and set TEAMS_APP_SECRET.',
  403: 'Seatkeeper may no longer write into its Teams channel: it was removed or blocked. Add it to the team again.',
  404: 'The Teams channel that alerts go to is gone. Add Seatkeeper to the channel where they should go.',
};

/** What is wrong with the app registration and which setting to fix, by the number behind AADSTS; `null` when Entra gave none. */
export function entraLoginText(code: number | null): { readonly found: string; readonly fix: string } {
  const known = code === null ? undefined : LOGIN[code];
  if (known !== undefined) return { found: `${known.found} (AADSTS${code})`, fix: known.fix };
  return {
    found: code === null ? 'Entra rejected it' : `Entra rejected it (AADSTS${code})`,
    fix: `Compare TEAMS_APP_ID, TEAMS_APP_SECRET and TEAMS_TENANT_ID with the app registration in Entra.${code === null ? '' : ` What the code means: https://login.microsoftonline.com/error?code=${code}`}`,
  };
}

const NEW_SECRET = 'Make a new one under Certificates & secrets and put its Value into TEAMS_APP_SECRET.';
const TENANT =
  'Put the Directory (tenant) ID from the overview of the app registration into TEAMS_TENANT_ID.';
/** https://learn.microsoft.com/entra/identity-platform/reference-error-codes */
const LOGIN: Readonly<Record<number, { readonly found: string; readonly fix: string }>> = {
  7000215: { found: 'the secret is wrong', fix: `TEAMS_APP_SECRET is not one of this app. ${NEW_SECRET}` },
  7000222: { found: 'the secret has expired', fix: NEW_SECRET },
  700016: {
    found: 'the tenant has no such app',
    fix: 'Put the Application (client) ID of the app registration into TEAMS_APP_ID, and check that TEAMS_TENANT_ID is the tenant it is registered in.',
  },
  7000229: {
    found: 'the app is registered, but not present in the tenant',
    fix: 'Register it in the tenant of TEAMS_TENANT_ID, for accounts in this directory only, and set TEAMS_APP_ID to that one.',
  },
  90002: { found: 'there is no such tenant', fix: TENANT },
  900023: { found: 'there is no such tenant', fix: TENANT },
};
