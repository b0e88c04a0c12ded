/** Part of `npm version`: gives the Helm chart the version of package.json, which is also the tag of the image that the chart installs. */
import { readFileSync, writeFileSync } from 'node:fs';

const CHART = 'deploy/helm/seatkeeper/Chart.yaml';
const { version } = JSON.parse(readFileSync('package.json', 'utf8'));
const text = readFileSync(CHART, 'utf8');
const raised = text
  .replace(/^version: .*$/m, `version: ${version}`)
  .replace(/^appVersion: .*$/m, `appVersion: "${version}"`);
writeFileSync(CHART, raised);
