import type { Mounted } from './dom';
import { element, type View } from './view';

/** One block of its settled beginning and of what follows of it; both are views of the same block. */
export function joined(beginning: View, rest: View): View {
  if (beginning.kind === 'code' && rest.kind === 'code') {
    return { ...rest, text: beginning.text + rest.text };
  }
  if (beginning.kind !== 'element' || rest.kind !== 'element') return rest;
  const first = beginning.children.at(-1);
  const last = rest.children.at(-1);
  if (isAroundParts(rest.tag) && first && last) {
    return element(rest.tag, rest.attributes, [...rest.children.slice(0, -1), joined(first, last)]);
  }
  return element(rest.tag, rest.attributes, [...beginning.children, ...rest.children]);
}

/**
 * Takes the settled beginning out of a growing block, so that it is never written again.
 *
 * @param beginning the view of what is settled
 * @returns the beginning; what remains in `mounted` is the rest
 */
export function takeBeginning(mounted: Mounted, beginning: View): Mounted {
  if (mounted.kind === 'code' && beginning.kind === 'code') mounted.block.keep(beginning.text.length);
  if (mounted.kind !== 'element' || beginning.kind !== 'element') return mounted;
  const last = mounted.children.at(-1);
  const lastOfBeginning = beginning.children.at(-1);
  if (isAroundParts(mounted.tag) && last && lastOfBeginning) {
    return {
      ...mounted,
      children: [...mounted.children.slice(0, -1), takeBeginning(last, lastOfBeginning)],
    };
  }
  const count = beginning.children.length;
  const taken = { ...mounted, children: mounted.children.slice(0, count) };
  mounted.children = mounted.children.slice(count);
  return taken;
}

/** Whether the parts that settle one by one (here: the rows of a table) stand in the element's last child. */
function isAroundParts(tag: string): boolean {
  return tag === 'div' || tag === 'table';
}
