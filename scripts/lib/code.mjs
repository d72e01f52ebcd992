// @ts-check
// The functions and the exported names of a file of code, as the bundler's parser sees them.

import { parseAst } from "rolldown/parseAst";

const FUNCTION = /^(FunctionDeclaration|FunctionExpression|ArrowFunctionExpression)$/;

/**
 * Every function with its place and its lines, from its first word to its closing brace, with all that is in it.
 * @param {string} file @param {string} source
 */
export function listFunctions(file, source) {
  /** @type {{ at: string; lines: number }[]} */
  const functions = [];
  /** @param {number} offset */
  const toLine = (offset) => source.slice(0, offset).split("\n").length;
  /** @param {unknown} node */
  const walk = (node) => {
    if (typeof node !== "object" || node === null) return;
    if ("type" in node && "start" in node && "end" in node && FUNCTION.test(String(node.type))) {
      const first = toLine(Number(node.start));
      functions.push({ at: `${file}:${first}`, lines: toLine(Number(node.end)) - first + 1 });
    }
    for (const part of Object.values(node)) walk(part);
  };
  walk(parse(file, source));
  return functions;
}

/**
 * The names that a file exports, types among them.
 * @param {string} file @param {string} source @returns {string[]}
 */
export function listExports(file, source) {
  return parse(file, source).body.flatMap((statement) => {
    if (statement.type !== "ExportNamedDeclaration") return [];
    const { declaration, specifiers } = statement;
    if (!declaration) return specifiers.map(({ exported }) => toName(exported));
    if (declaration.type === "VariableDeclaration")
      return declaration.declarations.map(({ id }) => toName(id));
    return "id" in declaration && declaration.id ? [toName(declaration.id)] : [];
  });
}

/** @param {object} identifier */
function toName(identifier) {
  return "name" in identifier ? String(identifier.name) : "";
}

/** @param {string} file @param {string} source */
function parse(file, source) {
  return parseAst(source, { lang: file.endsWith("x") ? "tsx" : "ts" }, file);
}
