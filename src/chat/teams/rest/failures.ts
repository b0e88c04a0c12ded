import type { DeliveryError } from '../../delivery-error.ts';

/** The conversation no longer accepts messages. */
export function isGone({ kind, status }: DeliveryError): boolean {
  return kind === 'refused' && (status === 403 || status === 404);
}

/** Teams rejects the content of the message itself: another look may help, waiting does not. */
export function isUnfit({ kind, status }: DeliveryError): boolean {
  return kind === 'refused' && (status === 400 || status === 413);
}

/** The message we want to edit is gone. */
export function isLost({ kind, status }: DeliveryError): boolean {
  return kind === 'refused' && status === 404;
}
