import { expect, it } from 'vitest';
import { lazyBuiltinsStart, withLazyBuiltins } from '../../build/lazy-builtins.mjs';

const loadedBy = (text: string): readonly string[] => {
  const loaded: string[] = [];
  const require = (name: string) => {
    loaded.push(name);
    return { hash: () => 'made' };
  };
  new Function('__outside', 'require', `${lazyBuiltinsStart}${withLazyBuiltins(text)}`)({ require }, require);
  return loaded;
};

it('loads a dear part of Node when something of it is used, once', () => {
  expect(loadedBy('var a=require("node:crypto"),b=require("fs");')).toEqual(['fs']);
  expect(loadedBy('var a=require("node:crypto");a.hash();a.hash();')).toEqual(['node:crypto']);
});

it.each([
  ['take(require("node:http"))'],
  ['var b=c(require("node:http"),1)'],
  ['d("node:child_process").spawn'],
  ['require("https").get'],
])('fails the build where it finds no way to put it off: %s', (text) => {
  expect(() => withLazyBuiltins(text)).toThrow('Parts of Node are loaded at once');
});

it('leaves texts and what the program asks for itself alone', () => {
  for (const text of ['x.startsWith("https")', 'process.getBuiltinModule("node:net")', 'f("crypto")'])
    expect(withLazyBuiltins(text)).toBe(text);
});
