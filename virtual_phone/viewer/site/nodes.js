/** The windows' trees: what lies under a point, and how a view is called. */

/** Ties nodes to their parents and windows; returns all of them by id. */
export function indexed(windows) {
  const byId = new Map();
  const visit = (node, parent, window) => {
    Object.assign(node, { parent, window });
    byId.set(node.id, node);
    for (const child of node.children) visit(child, node, window);
  };
  for (const window of windows) visit(window.root, null, window);
  return byId;
}

/** The view that a finger at (x, y) touches, as the phone itself finds it; null without one. */
export function nodeAt(windows, x, y) {
  for (const { root } of windows) {
    const found = under(root, x, y);
    if (found) return found;
  }
  return null;
}

function under(node, x, y) {
  const [left, top, right, bottom] = node.bounds;
  if (x < left || x >= right || y < top || y >= bottom) return null;
  const frontFirst = node.children
    .map((child, at) => [child, at])
    .sort(([a, i], [b, j]) => b.height - a.height || j - i);
  for (const [child] of frontFirst) {
    const found = under(child, x, y);
    if (found) return found;
  }
  return node.touchable ? node : null;
}

export const shortClass = (node) => node.class.split(".").pop();

export const words = (node) => node.text || node.desc;

/** One line for a person: `Button "Invite"`. */
export const called = (node) =>
  words(node) ? `${shortClass(node)} “${words(node)}”` : shortClass(node);

export const center = ({ bounds: [left, top, right, bottom] }) => [
  Math.floor((left + right) / 2),
  Math.floor((top + bottom) / 2),
];
