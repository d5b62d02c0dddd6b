import ts from "typescript";

/**
 * One import, export-from, `import()` or `import("...").Type` of a file.
 *
 * @typedef {object} FoundImport
 * @property {string} specifier
 * @property {number} line
 * @property {boolean} isType it is erased, so nothing of the other file is needed at run time
 */

/**
 * Every import of a TypeScript or JavaScript file, or of the scripts in a Svelte component.
 *
 * @param {string} name decides how the text is read
 * @param {string} text
 * @returns {FoundImport[]}
 */
export function findImports(name, text) {
  const isComponent = name.endsWith(".svelte");
  const file = ts.createSourceFile(
    isComponent ? `${name}.ts` : name,
    isComponent ? scriptsOf(text) : text,
    ts.ScriptTarget.Latest,
  );
  /** @type {FoundImport[]} */
  const found = [];
  /** @param {ts.Node} node */
  const visit = (node) => {
    const reference = referenceOf(node);
    if (reference !== undefined && ts.isStringLiteralLike(reference.specifier)) {
      const { line } = file.getLineAndCharacterOfPosition(node.getStart(file));
      found.push({ specifier: reference.specifier.text, line: line + 1, isType: reference.isType });
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
  return found;
}

/**
 * @param {ts.Node} node
 * @returns {{ specifier: ts.Node, isType: boolean } | undefined}
 */
function referenceOf(node) {
  if (ts.isImportDeclaration(node)) {
    return { specifier: node.moduleSpecifier, isType: node.importClause?.phaseModifier === ts.SyntaxKind.TypeKeyword };
  }
  if (ts.isExportDeclaration(node) && node.moduleSpecifier !== undefined) {
    return { specifier: node.moduleSpecifier, isType: node.isTypeOnly };
  }
  if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) {
    return { specifier: node.argument.literal, isType: true };
  }
  const isDynamic = ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword;
  const argument = isDynamic ? node.arguments[0] : undefined;
  return argument === undefined ? undefined : { specifier: argument, isType: false };
}

/**
 * The text with all but the contents of its script elements blanked out, so that lines keep their numbers.
 *
 * @param {string} text
 */
function scriptsOf(text) {
  let kept = "";
  let end = 0;
  for (const match of text.matchAll(/(<script\b[^>]*>)([\s\S]*?)<\/script>/g)) {
    const start = match.index + (match[1] ?? "").length;
    kept += blanked(text.slice(end, start)) + (match[2] ?? "");
    end = start + (match[2] ?? "").length;
  }
  return kept;
}

/** @param {string} text */
function blanked(text) {
  return text.replace(/[^\n]/g, " ");
}
