export const WORKSPACE = 'Google-Apps';

/** Free and Premium: for companies that do not have Workspace. */
export const CLOUD_IDENTITY = ['101001', '101005'];

/**
 * What else may be bought. https://developers.google.com/workspace/admin/licensing/v1/how-tos/products, November 2026. A product that
 * is not here goes unseen: the column "No known license" shows who may hold one.
 */
export const ADD_ONS: readonly string[] = [
  /** Essentials. */
  '101006',
  /** Education. */
  '101031',
  /** Education: Teaching and Learning. */
  '101037',
  /** Education: Endpoint Management. */
  '101049',
  /** Voice. */
  '101033',
  /** Archived User. */
  '101034',
  /** Cloud Search. */
  '101035',
  /** Meet Global Dialing. */
  '101036',
  /** AppSheet. */
  '101038',
  /** Assured Controls. */
  '101039',
  /** Chrome Enterprise. */
  '101040',
  /** Additional Storage. */
  '101043',
  /** Gemini. */
  '101047',
  /** Colab. */
  '101050',
  /** Gemini Enterprise Business Edition. */
  '101068',
  'Google-Vault',
];
