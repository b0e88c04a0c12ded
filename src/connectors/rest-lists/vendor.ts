import type { AnswerRule, VendorAnswers } from '../http/answers.ts';
import type { Answers } from '../rest-declaration/answers.ts';

/** The declared answers as the HTTP layer takes them. `sizeParam`: a refused page size is reported as such. */
export function vendorOf({ code, words, rules, limit }: Answers, sizeParam: string | null): VendorAnswers {
  return {
    says: { code, words },
    rules: [...rules.map(ruleOf), ...(sizeParam === null ? [] : [TOO_LARGE(sizeParam)])],
    ...(limit === undefined
      ? {}
      : {
          limit: {
            remaining: limit.remaining,
            ...(limit.limit === undefined ? {} : { limit: limit.limit }),
            ...(limit.reset === undefined ? {} : { reset: limit.reset }),
            ...(limit.window === undefined ? {} : { window: limit.window * 1000 }),
          },
        }),
  };
}

const TOO_LARGE = (param: string): AnswerRule => ({
  status: [400, 413, 422],
  path: new RegExp(`[?&]${literal(encodeURIComponent(param))}=`),
  means: 'invalid',
  advice: 'if it refuses the page size, set a lower pageSize',
});

function ruleOf({
  status,
  code,
  words,
  header,
  path,
  means,
  advice,
  right,
  capability,
  wait,
}: Answers['rules'][number]): AnswerRule {
  return {
    means,
    ...(status === undefined ? {} : { status }),
    ...(code === undefined ? {} : { code: code === '*' ? /./s : code }),
    ...(words === undefined ? {} : { words: words === '*' ? /./s : new RegExp(literal(words), 'i') }),
    ...(header === undefined ? {} : { header: headerOf(header) }),
    ...(path === undefined ? {} : { path: new RegExp(literal(path)) }),
    ...(advice === undefined ? {} : { advice }),
    ...(right === undefined ? {} : { right }),
    ...(capability === undefined ? {} : { capability }),
    ...(wait === undefined ? {} : { wait: wait * 1000 }),
  };
}

function headerOf({ name, holds }: { name: string; holds?: string | undefined }): readonly [string, RegExp?] {
  return holds === undefined ? [name] : [name, new RegExp(literal(holds), 'i')];
}

function literal(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
