/** Reads the forms and links out of a page, as far as the pages of Foyer, Hydra and Kratos need it. */

export interface HtmlForm {
  method: "get" | "post";
  /** As written; empty for the page's own address. */
  action: string;
  testId?: string;
  /** Values the form would send by itself, but for boxes: of hidden and text fields, texts of several lines, selects. */
  fields: [name: string, value: string][];
  /** Checkboxes by their value, ticked or not. */
  checkboxes: { name: string; value: string; checked: boolean; disabled: boolean }[];
  buttons: {
    name?: string;
    value?: string;
    testId?: string;
    label: string;
    /** Where this button sends the form, if elsewhere. */
    action?: string;
  }[];
  /** Values of the selects' options, by name. */
  options: Record<string, string[]>;
}

const ENTITIES: Record<string, string> = {
  amp: "&",
  lt: "<",
  gt: ">",
  quot: '"',
  "#39": "'",
  "#x27": "'",
  "#34": '"',
};

export function decodeHtml(text: string): string {
  return text.replaceAll(/&(#?\w+);/g, (whole, name: string) => ENTITIES[name.toLowerCase()] ?? whole);
}

/** The page's words without its markup. */
export function toText(html: string): string {
  return decodeHtml(html.replaceAll(/<(script|style)\b.*?<\/\1>/gs, "").replaceAll(/<[^>]*>/g, " "))
    .replaceAll(/\s+/g, " ")
    .trim();
}

export function toForms(html: string): HtmlForm[] {
  return [...html.matchAll(/<form\b([^>]*)>(.*?)<\/form>/gs)].map(([, head = "", body = ""]) =>
    toForm(head, body),
  );
}

/** `href` of the link with this test id or these words. */
export function findLink(html: string, which: string): string | undefined {
  for (const [, head = "", body = ""] of html.matchAll(/<a\b([^>]*)>(.*?)<\/a>/gs)) {
    const attributes = toAttributes(head);
    if (attributes["data-testid"] === which || toText(body) === which) return attributes.href;
  }
  return undefined;
}

/** Where `<meta http-equiv="refresh">` leads at once; one that waits is for when something else fails. */
export function findRefresh(html: string): string | undefined {
  for (const [, head = ""] of html.matchAll(/<meta\b([^>]*)>/g)) {
    const attributes = toAttributes(head);
    if (attributes["http-equiv"]?.toLowerCase() === "refresh" && attributes.content?.startsWith("0;"))
      return attributes.content?.split(/url=/i)[1];
  }
  return undefined;
}

/** Text of the element with this test id; elements of the same name inside it are not expected. */
export function findByTestId(html: string, testId: string): string | undefined {
  for (const [, tag = "", head = ""] of html.matchAll(/<(\w+)\b([^>]*)>/g)) {
    if (toAttributes(head)["data-testid"] !== testId) continue;
    const start = html.indexOf(`<${tag}${head}>`);
    const end = html.indexOf(`</${tag}>`, start);
    return toText(html.slice(start, end < 0 ? undefined : end));
  }
  return undefined;
}

function toForm(head: string, body: string): HtmlForm {
  const attributes = toAttributes(head);
  const form: HtmlForm = {
    method: attributes.method?.toLowerCase() === "post" ? "post" : "get",
    action: attributes.action ?? "",
    testId: attributes["data-testid"],
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

function addInput(form: HtmlForm, attributes: Record<string, string>): void {
  const { name, value = "", type = "text" } = attributes;
  if (type === "submit") form.buttons.push({ name, value, label: value });
  if (!name || type === "submit") return;
  if (type === "checkbox" || type === "radio") {
    const state = { checked: "checked" in attributes, disabled: "disabled" in attributes };
    form.checkboxes.push({ name, value: "value" in attributes ? value : "on", ...state });
  } else addField(form, attributes, value);
}

function addField(form: HtmlForm, attributes: Record<string, string>, value: string): void {
  if (attributes.name && !("disabled" in attributes)) form.fields.push([attributes.name, value]);
}

function addButton(form: HtmlForm, attributes: Record<string, string>, inside: string): void {
  const { name, value, "data-testid": testId, formaction: action } = attributes;
  form.buttons.push({ name, value, testId, label: toText(inside), action });
}

function addSelect(form: HtmlForm, attributes: Record<string, string>, inside: string): void {
  const options = [...inside.matchAll(/<option\b([^>]*)>/g)].map(([, head = ""]) => toAttributes(head));
  const chosen = options.find((option) => "selected" in option) ?? options[0];
  if (attributes.name) form.options[attributes.name] = options.map(({ value = "" }) => value);
  addField(form, attributes, chosen?.value ?? "");
}

function toAttributes(head: string): Record<string, string> {
  const pairs = [...head.matchAll(/([\w:-]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+)))?/g)];
  return Object.fromEntries(
    pairs.map(([, name = "", double, single, bare]) => [
      name.toLowerCase(),
      decodeHtml(double ?? single ?? bare ?? ""),
    ]),
  );
}
