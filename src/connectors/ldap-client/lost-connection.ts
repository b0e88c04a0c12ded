/** Why nothing more can be asked over a connection: the other end hung up, says nothing, says what is no LDAP, or says too much. */
export class LostConnection extends Error {
  override readonly name = 'LostConnection';
  readonly how: 'closed' | 'silent' | 'garbled' | 'too-long';

  constructor(how: LostConnection['how'], cause?: Error) {
    super(how, cause === undefined ? undefined : { cause });
    this.how = how;
  }
}
