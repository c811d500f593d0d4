/** A place in another program's conversation: what it holds, and which place it follows. */
export interface TreeNode {
  readonly id: string;
  /** The place before it; one that is not there makes it a beginning. */
  readonly parentId: string | undefined;
}

/**
 * Takes the places out that hold nothing to be shown: what followed one of them follows the place before it.
 *
 * @returns the nearest shown place at or above each place, by id; `undefined` where there is none
 */
export function shownAbove<Node extends TreeNode>(
  nodes: ReadonlyMap<string, Node>,
  isShown: (node: Node) => boolean,
): (id: string | undefined) => string | undefined {
  const found = new Map<string, string | undefined>();
  return (id) => {
    const passed = new Set<string>();
    let at = id;
    let above: string | undefined;
    while (at !== undefined && !passed.has(at)) {
      if (found.has(at)) {
        above = found.get(at);
        break;
      }
      const node = nodes.get(at);
      if (!node) break;
      if (isShown(node)) {
        above = at;
        break;
      }
      passed.add(at);
      at = node.parentId;
    }
    for (const through of passed) found.set(through, above);
    return above;
  };
}

/**
 * The places with each after the one that it follows, and otherwise in the given order. A ring of places, as only a
 * damaged file has it, begins with the first of them.
 */
export function parentsFirst<Node extends TreeNode>(nodes: readonly Node[]): readonly Node[] {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const children = new Map<string, Node[]>();
  const beginnings: Node[] = [];
  for (const node of nodes) {
    if (node.parentId === undefined || !byId.has(node.parentId)) {
      beginnings.push(node);
    } else {
      const siblings = children.get(node.parentId);
      if (siblings) siblings.push(node);
      else children.set(node.parentId, [node]);
    }
  }
  const ordered = new Set<Node>();
  const follow = (beginning: Node): void => {
    const waiting = [beginning];
    for (let node = waiting.pop(); node; node = waiting.pop()) {
      if (ordered.has(node)) continue;
      ordered.add(node);
      waiting.push(...(children.get(node.id) ?? []).toReversed());
    }
  };
  for (const node of beginnings) follow(node);
  for (const node of nodes) if (!ordered.has(node)) follow(node);
  return [...ordered];
}
