import type { DeliveryError } from '../../delivery-error.ts';

/** What an admin reads when Teams does not take a message: what is wrong and how to mend it. */
export function refusalText({ kind, status, code }: DeliveryError): string {
  switch (kind) {
    case 'later':
      return `Teams asks us to wait (${code}). Messages go out by themselves.`;
    case 'unsent':
      return code === 'token'
        ? 'Microsoft gives no token for this app. Check TEAMS_APP_ID, TEAMS_TENANT_ID and whether TEAMS_APP_SECRET has run out.'
        : `Teams cannot be reached (${code}). Messages wait and go out by themselves when it can.`;
    case 'unknown':
      return `Teams did not answer (${code}), so nobody can tell whether the message arrived.`;
    case 'refused':
      if (code === 'service_address')
        return "This conversation is kept with an address that is not Teams': mention Seatkeeper there once more.";
      return REFUSED[status] ?? `Teams answered ${status} (${code}).`;
    default:
      return kind satisfies never;
  }
}

const REFUSED: Readonly<Record<number, string>> = {
  401: 'Teams no longer takes the secret of the app. Make a new one in its registration and set TEAMS_APP_SECRET.',
  403: 'Seatkeeper may not write into its Teams channel any more: it was taken out, or blocked. Add it to the team again.',
  404: 'The Teams channel that alerts go to is gone. Add Seatkeeper to the channel where they should go.',
};

/** The conversation does not take anything any more. */
export function isGone({ kind, status }: DeliveryError): boolean {
  return kind === 'refused' && (status === 403 || status === 404);
}

/** The message itself is what Teams does not take: another look may help, waiting does not. */
export function isUnfit({ kind, status }: DeliveryError): boolean {
  return kind === 'refused' && (status === 400 || status === 413);
}

/** The message we would change is not there any more. */
export function isLost({ kind, status }: DeliveryError): boolean {
  return kind === 'refused' && status === 404;
}
