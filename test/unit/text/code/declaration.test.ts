import assert from 'node:assert/strict';
import {
  declarationAbove,
  firstLineWithComments,
  hasDeclarations,
  isDeclaration,
} from '../../../../src/core/text/code/declaration';

suite('Where a function or a class is declared', () => {
  test('is seen in the languages that people write', () => {
    for (const line of [
      'def add(a, b):',
      '    async def fetch(self) -> str:',
      'function add(a, b) {',
      'export async function* numbers<T>(from: T): AsyncGenerator<T> {',
      'export const add = (a: number, b: number): number => a + b;',
      'const first = async xs => xs[0];',
      '  private async load(id: string): Promise<void> {',
      '  constructor(readonly name: string) {',
      '    public static int sum(int[] values) {',
      'int main(int argc, char **argv) {',
      'func (s *Server) Listen(port int) error {',
      'pub fn parse(input: &str) -> Result<Ast> {',
      'fun greet(name: String): String {',
      'export abstract class Shape {',
      'pub struct Point {',
      'interface Named {',
      'add <- function(a, b) {',
    ]) {
      assert.ok(isDeclaration(line), line);
    }
  });

  test('is not seen where something is merely called, asked or repeated', () => {
    for (const line of [
      '',
      'if (a) {',
      '} else if (b) {',
      'for (const x of xs) {',
      'while (true) {',
      'switch (kind) {',
      '} catch (error) {',
      '  return add(a, b);',
      '  items.forEach((item) => {',
      "describe('adding', function () {",
      "test('adds', () => {",
      'const total = add(a, b);',
      '// function add(a, b) {',
      '# def add(a, b):',
      ' * class of things',
      'import { add } from "./add";',
      'with open(path) as file:',
      'x'.repeat(400) + ' function f() {',
    ]) {
      assert.ok(!isDeclaration(line), line);
    }
  });

  test('is found from anywhere inside, also from the closing line, and not from outside', () => {
    const lines = [
      'import os',
      '',
      'class Box:',
      '    size = 1',
      '',
      '    def open(self):',
      '        if self.size:',
      '            return 1',
      '',
      'print(1)',
    ];
    const from = (line: number): number | undefined => declarationAbove((index) => lines[index] ?? '', line);
    assert.deepEqual([0, 2, 3, 5, 7, 9].map(from), [undefined, 2, 2, 5, 5, undefined]);
    const braces = ['function f() {', '  g();', '}', 'f();'];
    assert.deepEqual(
      [1, 2, 3].map((line) => declarationAbove((index) => braces[index] ?? '', line)),
      [0, 0, undefined],
    );
  });

  test('has the comments and decorators above it with it, and nothing else', () => {
    const lines = ['import x', '', '/**', ' * Adds.', ' */', '@cached', 'def add(a):'];
    assert.equal(
      firstLineWithComments((line) => lines[line] ?? '', 6),
      2,
    );
    const c = ['#include <stdio.h>', 'int main(void) {'];
    assert.equal(
      firstLineWithComments((line) => c[line] ?? '', 1),
      1,
    );
  });

  test('is looked for in code alone', () => {
    for (const language of ['typescript', 'python', 'go']) assert.ok(hasDeclarations(language));
    for (const language of ['markdown', 'plaintext', 'json', 'css', 'log'])
      assert.ok(!hasDeclarations(language));
  });
});
