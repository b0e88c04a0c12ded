/** The app package for Teams, as bytes of a zip. Throws an Error with one line per problem. */
export function teamsPackage(env: {
  readonly TEAMS_APP_ID?: string;
  readonly BASE_URL?: string;
  readonly WEBSITE_URL?: string;
}): Buffer;
