/** What may be wrong with a subscription as a whole, worst first. */
export const LICENCE_CONCERNS = ['over-assigned', 'grace-ends'] as const;
export type LicenceConcern = (typeof LICENCE_CONCERNS)[number];
