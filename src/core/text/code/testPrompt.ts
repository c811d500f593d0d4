import type { PromptMessage } from '../../inference/modelClient';
import { delimited, materialRule, systemMessage } from '../prompts';

export interface TestRequest {
  /** The function or class that is to be tested. */
  readonly declaration: string;
  /** The file that it is from, or the beginning of it where it is long. */
  readonly file: string;
  /** Where that lies, as in `src/sum.ts`. */
  readonly path: string;
  readonly languageId: string;
  /** Where the tests will lie; `undefined` where that is not known. */
  readonly testPath: string | undefined;
  /** As in `vitest`; `undefined` where none is known. */
  readonly framework: string | undefined;
  /** Tests that are there already, as an example; empty where there are none. */
  readonly example: string;
}

/** The messages that ask for tests of a piece of code. */
export function testMessages(request: TestRequest, customInstructions: string): PromptMessage[] {
  const { declaration, file, path, languageId, testPath, framework, example } = request;
  const system = [
    'You write automatic tests for a programmer.',
    'Your answer becomes a file of tests: answer with its code alone, complete, with all imports; no introduction, no explanation and no code fence around it.',
    materialRule,
  ].join('\n');
  const task = [
    `Write tests for the following ${languageId} code from ${path}: for what it usually does, for what is on the edge (nothing, one, very many, what is not allowed), and for how it fails. Test what it does and not how. Name each test after what it shows.`,
    testPath === undefined
      ? ''
      : `They will be in ${testPath}: import the code from there by a path that is right.`,
    framework === undefined
      ? 'Use what is most usual for tests in this language.'
      : `The project tests with ${framework}: use that.`,
    example === ''
      ? ''
      : `Keep to the form of these tests, which are there already, and do not repeat them:\n${delimited(example, 'example')}`,
    `The file that the code is from:\n${delimited(file, 'file')}`,
    `The code to test:\n${delimited(declaration)}`,
  ].filter((part) => part !== '');
  return [systemMessage(system, customInstructions), { role: 'user', content: task.join('\n\n') }];
}
