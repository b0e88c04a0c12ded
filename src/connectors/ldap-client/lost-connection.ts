/** Why a connection can no longer be used: the other end hung up, is silent, does not speak LDAP, or sends too much. */
export class LostConnection extends Error {
  override readonly name = 'LostConnection';
  readonly how: 'closed' | 'silent' | 'garbled' | 'too-long';

  constructor(how: LostConnection['how'], cause?: Error) {
    super(how, cause === undefined ? undefined : { cause });
    this.how = how;
  }
}
