const PATCH_OP = 'urn:ietf:params:scim:api:messages:2.0:PatchOp';

/** The body of a PATCH with one operation: https://www.rfc-editor.org/rfc/rfc7644#section-3.5.2 */
export function patchOp(operation: {
  readonly op: string;
  readonly path?: string;
  readonly value: unknown;
}): Readonly<Record<string, unknown>> {
  return { schemas: [PATCH_OP], Operations: [operation] };
}
