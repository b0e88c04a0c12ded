import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { loadWorkflowParser } from './workflow-parser.ts';

const { convertWorkflowTemplate, NoOperationTraceWriter, parseWorkflow } = await loadWorkflowParser();
const FOLDER = '.github/workflows';
const files = readdirSync(FOLDER);
const textOf = (name: string) => readFileSync(join(FOLDER, name), 'utf8');

/** What GitHub's own parser says of a workflow. */
function problemsOf(name: string, content: string): string[] {
  const { context } = parseWorkflow({ name, content }, new NoOperationTraceWriter());
  return context.errors.getErrors().map((error) => error.message);
}

describe.each(files)('%s', (name) => {
  it('is a workflow to GitHub’s own parser', async () => {
    expect(problemsOf(name, textOf(name))).toEqual([]);
    const { context, value } = parseWorkflow({ name, content: textOf(name) }, new NoOperationTraceWriter());
    if (value === undefined) throw new Error('the workflow is empty');
    const { jobs } = await convertWorkflowTemplate(context, value);
    expect(jobs.length).toBeGreaterThan(0);
  });

  it('may only read unless a job says more, and every job of its own ends by itself', () => {
    const workflow = parse(textOf(name)) as {
      permissions: unknown;
      jobs: Record<string, { uses?: string; 'timeout-minutes'?: number }>;
    };
    expect(workflow.permissions).toEqual({ contents: 'read' });
    for (const job of Object.values(workflow.jobs))
      if (job.uses === undefined) expect(job['timeout-minutes']).toBeGreaterThan(0);
  });

  it('runs only scripts and files that exist', () => {
    const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as {
      scripts: Record<string, string>;
    };
    for (const [, script = ''] of textOf(name).matchAll(/npm run ([\w:-]+)/g))
      expect(scripts).toHaveProperty(script);
    for (const [path] of textOf(name).matchAll(
      /(?<=(?:node|uses:|run:) )\.?\/?(?:scripts|\.ci|\.github)\/[\w./-]+/g,
    ))
      expect(() => readFileSync(path), path).not.toThrow();
  });
});

it('A workflow that is wrong is noticed', () => {
  expect(problemsOf('wrong.yml', 'on: push\njobs:\n  a:\n    runs-on: x\n    step: []\n')).not.toEqual([]);
});

it('The tests run on every version of Node that is supported', () => {
  const { engines } = JSON.parse(readFileSync('package.json', 'utf8')) as { engines: { node: string } };
  const workflow = parse(textOf('test.yml')) as {
    jobs: { node: { strategy: { matrix: { node: number[] } } } };
  };
  const versions = workflow.jobs.node.strategy.matrix.node;
  expect(versions).toEqual([20, 22, 24]);
  expect(engines.node).toContain(`${versions[0]}.`);
});
