/** Scheme of the virtual documents that hold suggestions. Named in package.json as well (menus, activation). */
export const rewriteScheme = 'huggingphaze-rewrite';
