import { readFileSync } from 'node:fs';
import {
  Copy,
  DockerfileParser,
  Env,
  From,
  Healthcheck,
  type Instruction,
  JSONInstruction,
} from 'dockerfile-ast';

export type Step =
  | { readonly does: 'run'; readonly script: string }
  | {
      readonly does: 'copy';
      /** A stage; `null` for the folder of the Dockerfile. */
      readonly from: string | null;
      readonly owner: string | null;
      readonly sources: readonly string[];
      readonly to: string;
    }
  | { readonly does: 'env'; readonly variables: Readonly<Record<string, string>> }
  | { readonly does: 'go'; readonly folder: string }
  /** What changes no file: `USER`, `VOLUME`, `ENTRYPOINT` and the like, with its words. */
  | { readonly does: 'declare'; readonly keyword: string; readonly words: readonly string[] };

export interface Stage {
  readonly base: string;
  readonly name: string | null;
  readonly steps: readonly Step[];
}

/** The stages of a Dockerfile. Throws for an instruction that nobody here can follow: it is not to be left out in silence. */
export function stagesOf(file: string): readonly Stage[] {
  const stages: { base: string; name: string | null; steps: Step[] }[] = [];
  for (const instruction of DockerfileParser.parse(readFileSync(file, 'utf8')).getInstructions()) {
    if (instruction instanceof From)
      stages.push({ base: instruction.getImage() ?? '', name: instruction.getBuildStage(), steps: [] });
    else stages.at(-1)?.steps.push(stepOf(instruction));
  }
  return stages;
}

const DECLARATIONS = new Set(['USER', 'VOLUME', 'EXPOSE', 'STOPSIGNAL', 'HEALTHCHECK', 'ENTRYPOINT', 'CMD']);

function stepOf(instruction: Instruction): Step {
  const keyword = instruction.getKeyword();
  const words = instruction.getArguments().map((word) => word.getValue());
  if (keyword === 'RUN') return { does: 'run', script: instruction.getRawArgumentsContent() ?? '' };
  if (keyword === 'WORKDIR') return { does: 'go', folder: words[0] ?? '' };
  if (instruction instanceof Env) {
    const pairs = instruction.getProperties().map((each) => [each.getName(), each.getValue() ?? '']);
    return { does: 'env', variables: Object.fromEntries(pairs) };
  }
  if (instruction instanceof Copy) {
    const flags = new Map(instruction.getFlags().map((flag) => [flag.getName(), flag.getValue()]));
    const owner = flags.get('chown') ?? null;
    return {
      does: 'copy',
      from: flags.get('from') ?? null,
      owner,
      sources: words.slice(0, -1),
      to: words.at(-1) ?? '',
    };
  }
  if (!DECLARATIONS.has(keyword)) throw new Error(`${keyword} is an instruction that is not tried here`);
  const isJson = instruction instanceof JSONInstruction || instruction instanceof Healthcheck;
  const list = isJson ? /\[.*\]\s*$/s.exec(instruction.getArgumentsContent() ?? '')?.[0] : undefined;
  return { does: 'declare', keyword, words: list === undefined ? words : (JSON.parse(list) as string[]) };
}
