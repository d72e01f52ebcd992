// @ts-check
// Reads the forms and links out of a page, as far as the pages of Foyer, Hydra and Kratos need it.

/**
 * @typedef {object} HtmlForm
 * @property {"get" | "post"} method
 * @property {string} action as written; empty for the page's own address
 * @property {string} [testId]
 * @property {string[]} testIds its own, and those of everything in it
 * @property {[name: string, value: string][]} fields what the form would send by itself, but for boxes: hidden and text
 *   fields, texts of several lines, selects
 * @property {{ name: string, value: string, checked: boolean, disabled: boolean }[]} checkboxes by their value, ticked or not
 * @property {{ name?: string, value?: string, testId?: string, label: string, action?: string }[]} buttons `action` is where
 *   the button sends the form, if elsewhere
 * @property {Record<string, string[]>} options values of the selects' options, by name
 */

/** @typedef {Record<string, string>} Attributes */

/** @type {Record<string, string>} */
const ENTITIES = {
  amp: "&",
  lt: "<",
  gt: ">",
  quot: '"',
  "#39": "'",
  "#x27": "'",
  "#34": '"',
};

/** @param {string} text */
export function decodeHtml(text) {
  return text.replaceAll(/&(#?\w+);/g, (whole, name) => ENTITIES[name.toLowerCase()] ?? whole);
}

/** The page's words without its markup; where a word may break it is one word all the same. @param {string} html */
export function toText(html) {
  const words = html.replaceAll(/<(script|style)\b.*?<\/\1>|<wbr\b[^>]*>/gs, "");
  return decodeHtml(words.replaceAll(/<[^>]*>/g, " "))
    .replaceAll(/\s+/g, " ")
    .trim();
}

/** @param {string} html @returns {HtmlForm[]} */
export function toForms(html) {
  return [...html.matchAll(/<form\b([^>]*)>(.*?)<\/form>/gs)].map(([, head = "", body = ""]) =>
    toForm(head, body),
  );
}

/** `href` of the link with this test id or these words. @param {string} html @param {string} which @returns {string | undefined} */
export function findLink(html, which) {
  for (const [, head = "", body = ""] of html.matchAll(/<a\b([^>]*)>(.*?)<\/a>/gs)) {
    const attributes = toAttributes(head);
    if (attributes["data-testid"] === which || toText(body) === which) return attributes.href;
  }
  return undefined;
}

/** Where `<meta http-equiv="refresh">` leads at once; one that waits is for when something else fails. @param {string} html */
export function findRefresh(html) {
  for (const [, head = ""] of html.matchAll(/<meta\b([^>]*)>/g)) {
    const attributes = toAttributes(head);
    if (attributes["http-equiv"]?.toLowerCase() === "refresh" && attributes.content?.startsWith("0;"))
      return attributes.content?.split(/url=/i)[1];
  }
  return undefined;
}

/** Text of the element with this test id; elements of the same name inside it are not expected. @param {string} html @param {string} testId */
export function findByTestId(html, testId) {
  for (const [, tag = "", head = ""] of html.matchAll(/<(\w+)\b([^>]*)>/g)) {
    if (toAttributes(head)["data-testid"] !== testId) continue;
    const start = html.indexOf(`<${tag}${head}>`);
    const end = html.indexOf(`</${tag}>`, start);
    return toText(html.slice(start, end < 0 ? undefined : end));
  }
  return undefined;
}

/** @param {string} head @param {string} body */
function toForm(head, body) {
  const attributes = toAttributes(head);
  /** @type {HtmlForm} */
  const form = {
    method: attributes.method?.toLowerCase() === "post" ? "post" : "get",
    action: attributes.action ?? "",
    testId: attributes["data-testid"],
    testIds: [...`${head}${body}`.matchAll(/data-testid="([^"]*)"/g)].map(([, testId = ""]) => testId),
    fields: [],
    checkboxes: [],
    buttons: [],
    options: {},
  };
  // What stands in a template is not part of the form.
  const own = body.replaceAll(/<template>.*?<\/template>/gs, "");
  const controls = /<(input|textarea|select|button)\b([^>]*)>(?:(.*?)<\/\1>)?/gs;
  for (const [, tag, head = "", inside = ""] of own
    .replaceAll(/(<input\b[^>]*)>/g, "$1></input>")
    .matchAll(controls)) {
    const attributes = toAttributes(head);
    if (tag === "input") addInput(form, attributes);
    else if (tag === "button") addButton(form, attributes, inside);
    else if (tag === "select") addSelect(form, attributes, inside);
    else addField(form, attributes, decodeHtml(inside.replace(/^\n/, "")).replaceAll(/\r\n?|\n/g, "\r\n"));
  }
  return form;
}

/** @param {HtmlForm} form @param {Attributes} attributes */
function addInput(form, attributes) {
  const { name, value = "", type = "text" } = attributes;
  if (type === "submit") form.buttons.push({ name, value, label: value });
  if (!name || type === "submit") return;
  if (type === "checkbox" || type === "radio") {
    const state = { checked: "checked" in attributes, disabled: "disabled" in attributes };
    form.checkboxes.push({ name, value: "value" in attributes ? value : "on", ...state });
  } else addField(form, attributes, value);
}

/** @param {HtmlForm} form @param {Attributes} attributes @param {string} value */
function addField(form, attributes, value) {
  if (attributes.name && !("disabled" in attributes)) form.fields.push([attributes.name, value]);
}

/** @param {HtmlForm} form @param {Attributes} attributes @param {string} inside */
function addButton(form, attributes, inside) {
  const { name, value, "data-testid": testId, formaction: action } = attributes;
  form.buttons.push({ name, value, testId, label: toText(inside), action });
}

/** @param {HtmlForm} form @param {Attributes} attributes @param {string} inside */
function addSelect(form, attributes, inside) {
  const options = [...inside.matchAll(/<option\b([^>]*)>/g)].map(([, head = ""]) => toAttributes(head));
  const chosen = options.find((option) => "selected" in option) ?? options[0];
  if (attributes.name) form.options[attributes.name] = options.map(({ value = "" }) => value);
  addField(form, attributes, chosen?.value ?? "");
}

/** @param {string} head @returns {Attributes} */
function toAttributes(head) {
  const pairs = [...head.matchAll(/([\w:-]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+)))?/g)];
  return Object.fromEntries(
    pairs.map(([, name = "", double, single, bare]) => [
      name.toLowerCase(),
      decodeHtml(double ?? single ?? bare ?? ""),
    ]),
  );
}

/** @typedef {{ name: string, attributes: Attributes }} Tag attributes by their names in small letters */

/** Every start tag in document order. What wrote the page escapes text, so `<` always starts a tag. @param {string} html @returns {Tag[]} */
export function readTags(html) {
  return [...html.matchAll(/<([a-z][a-z0-9]*)((?:\s[^>]*)?)\/?>/g)].map(([, name = "", head = ""]) => ({
    name,
    attributes: toAttributes(head),
  }));
}

/**
 * The tags of this name that have all of these attributes.
 * @param {string} html
 * @param {string} name
 * @param {Attributes} [wanted]
 */
export function findTags(html, name, wanted = {}) {
  return readTags(html).filter(
    (tag) =>
      tag.name === name && Object.entries(wanted).every(([key, value]) => tag.attributes[key] === value),
  );
}
