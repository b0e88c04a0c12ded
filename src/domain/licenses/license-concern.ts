/** What can be wrong with a subscription as a whole, worst first. */
export const LICENSE_CONCERNS = ['over-assigned', 'grace-ends'] as const;
export type LicenseConcern = (typeof LICENSE_CONCERNS)[number];
