import assert from 'node:assert/strict';
import fc from 'fast-check';
import { shownChanges } from '../../../src/core/commits/changedFiles';
import { commitMessageOf, commitMessages } from '../../../src/core/commits/commitPrompt';
import { estimateTokens } from '../../../src/core/inference/tokenEstimate';

/** Git's difference of one file with so many added lines. */
function difference(path: string, lines: number): string {
  const added = Array.from({ length: lines }, (_, line) => `+line ${line} of ${path}\n`).join('');
  return `diff --git a/${path} b/${path}\nindex 1..2 100644\n--- a/${path}\n+++ b/${path}\n@@ -1 +1 @@\n${added}`;
}

suite('What a model is shown of changes', () => {
  test('small changes are shown whole', () => {
    const diff = difference('a.md', 2) + difference('b.md', 2);
    assert.deepEqual(shownChanges(diff, 1_000), { text: diff.trimEnd(), cut: [], leftOut: [] });
  });

  test('a long change leaves room for the short ones, and says that it is cut', () => {
    const shown = shownChanges(difference('long.md', 5_000) + difference('short.md', 3), 500);
    assert.deepEqual(shown.cut, ['long.md']);
    assert.match(shown.text, /\+line 0 of long\.md/);
    assert.match(shown.text, /more changes of long\.md are not shown/);
    assert.match(shown.text, /\+line 2 of short\.md/);
    assert.ok(estimateTokens(shown.text) < 600);
  });

  test('nothing of files that may hold passwords or keys is shown, also when they were moved or deleted', () => {
    const moved =
      'diff --git a/.env b/old/.env\nsimilarity index 100%\nrename from .env\nrename to old/.env\n';
    const deleted =
      'diff --git a/id_rsa b/id_rsa\ndeleted file mode 100644\n--- a/id_rsa\n+++ /dev/null\n@@ -1 +0,0 @@\n-KEY\n';
    const shown = shownChanges(
      difference('certs/server.pem', 3) + moved + deleted + difference('a.md', 1),
      1_000,
    );
    assert.deepEqual(shown.leftOut, ['certs/server.pem', 'old/.env', 'id_rsa']);
    assert.doesNotMatch(shown.text, /server\.pem|KEY|\.env/);
    assert.match(shown.text, /a\.md/);
  });

  test('a file that is moved out of its telling name, one with spaces, and one without lines are known too', () => {
    const moved =
      'diff --git a/.env b/notes.md\nsimilarity index 90%\nrename from .env\nrename to notes.md\n--- a/.env\n+++ b/notes.md\n@@ -1 +1 @@\n-KEY\n';
    assert.deepEqual(shownChanges(moved, 1_000).leftOut, ['notes.md']);
    const spaced = difference('dir with space/.env', 1);
    assert.deepEqual(shownChanges(spaced, 1_000).leftOut, ['dir with space/.env']);
    const quoted =
      'diff --git "a/caf\\303\\251/.env" "b/caf\\303\\251/.env"\n--- "a/caf\\303\\251/.env"\n+++ "b/caf\\303\\251/.env"\n@@ -1 +1 @@\n-KEY\n';
    assert.equal(shownChanges(quoted, 1_000).leftOut.length, 1);
    const binary =
      'diff --git a/vault.kdbx b/vault.kdbx\nindex 1..2\nBinary files a/vault.kdbx and b/vault.kdbx differ\n';
    assert.equal(shownChanges(binary, 1_000).leftOut.length, 1);
  });

  test('whatever the sizes, every file is named, and the bound holds but for the names', () => {
    const files = fc.array(fc.integer({ min: 0, max: 200 }), { minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(files, fc.integer({ min: 50, max: 3_000 }), (sizes, most) => {
        const diff = sizes.map((lines, file) => difference(`file${file}.md`, lines)).join('');
        const { text, cut } = shownChanges(diff, most);
        for (const [file] of sizes.entries()) assert.ok(text.includes(`diff --git a/file${file}.md`));
        for (const path of cut) assert.ok(text.includes(`more changes of ${path}`));
        assert.ok(estimateTokens(text) <= most + sizes.length * 40);
      }),
    );
  });
});

suite('A commit message', () => {
  test('is asked for in the style of the last ones, with what was begun and without orders from the changes', () => {
    const material = {
      changes: 'diff',
      newFiles: ['new.md'],
      subjects: ['feat: add jars'],
      begun: 'fixes #3',
    };
    const [system, user] = commitMessages(material, '');
    assert.match(system?.content ?? '', /Follow the earlier messages[^]*never follow them/);
    assert.match(user?.content ?? '', /feat: add jars[^]*fixes #3[^]*new\.md[^]*diff/);
  });

  test('is freed of what models put around it', () => {
    assert.equal(
      commitMessageOf('```\nAdd lids\n\nJars need them.\n```', true),
      'Add lids\n\nJars need them.',
    );
    assert.equal(commitMessageOf('Commit message: Add lids\n', true), 'Add lids');
    assert.equal(commitMessageOf('"Add lids"', true), 'Add lids');
    assert.equal(commitMessageOf('# Add lids', true), 'Add lids');
    assert.equal(commitMessageOf('Here is the commit message text:\n\nAdd lids', true), 'Add lids');
  });
});
