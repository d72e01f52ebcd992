// @ts-check
/**
 * The operator console: its lists, its search and one person's page against the bare admin calls, with few and with many
 * people and apps; and a large import. What counts are the ratios.
 */

import { chromium } from "@playwright/test";
import { request } from "undici";
import { toTotpCode } from "../stack/console/totp.mjs";
import { startStack } from "../stack/manager.mjs";
import { toMedian } from "../tests/support/quantile.mjs";
import { addPeople, ask, toEmail } from "./console-people.mjs";
import { readMemory, readProcessorTime } from "./measure-requests.mjs";
import { measureSqlitePeople } from "./sqlite-people.mjs";

const FEW = 300;
const MANY = Number(process.env.FOYER_BENCH_PEOPLE ?? 10_000);
const CLIENTS = 1000;
/** Sent at one time. */
const TOGETHER = 8;
/** As many as one file may hold. */
const IMPORTED = Math.min(MANY - FEW, 10_000);
const ROUNDS = 60;
/** Pages of each kind before the last measurement: most of a server's code is interpreted in its first hundreds. Without searches, which take Kratos long. */
const WARM_UP_PAGES = 2500;
const MEMORY_MS = 250;

/** @typedef {import("./console-people.mjs").Stack} Stack */
/** @typedef {import("./table.mjs").Row} Row */

/** @returns {Promise<Row[]>} */
export async function measureConsole() {
  const stack = await startStack({ ephemeral: true, database: "postgres", console: "oidc", log: () => {} });
  const browser = await chromium.launch({ executablePath: process.env.CHROMIUM_PATH ?? "/usr/bin/chromium" });
  try {
    const page = await browser.newPage();
    const cookie = await signIn(stack, page);
    await addPeople(stack, 0, FEW);
    const few = await measurePages(stack, cookie);
    const imported = await measureImport(stack, page);
    await copyPeople(stack, FEW + IMPORTED);
    await addClients(stack);
    const many = await measurePages(stack, cookie);
    const warm = await measurePages(stack, cookie, WARM_UP_PAGES);
    return [
      ...Object.keys(few).flatMap((name) => toRows(name, few[name], many[name], warm[name])),
      {
        what: "list page of 50, document on the wire",
        value: few.list?.kB ?? 0,
        unit: "kB",
        goal: "≤ 25 with assets",
      },
      ...imported,
      ...(await measureSqlitePeople()),
    ];
  } finally {
    await browser.close();
    await stack.stop();
  }
}

/**
 * Medians of an answer's time, in milliseconds; and what an answer costs Foyer, Kratos and Hydra of the processor together,
 * which other work on the machine does not change much. PostgreSQL, the same for both, is not counted.
 * `row` is the calls' time one after the other, as by hand; `bare` that of those which wait for no other side by side.
 * @typedef {{ page: number, bare: number, row: number, pageCpu: number, bareCpu: number, kB: number }} Times
 */

/** @param {string} name @param {Times} [few] @param {Times} [many] @param {Times} [warm] @returns {Row[]} */
function toRows(name, few, many, warm) {
  if (!few || !many || !warm) return [];
  return [
    {
      what: `${name}, ${FEW} people, few apps: page ÷ bare calls`,
      value: few.page / few.bare,
      goal: "≤ 1.5",
    },
    {
      what: `${name}, ${MANY} people, ${CLIENTS} apps: page ÷ bare calls`,
      value: many.page / many.bare,
      goal: "≤ 1.5",
    },
    {
      what: `${name}, the same after ${WARM_UP_PAGES} pages of each kind`,
      value: warm.page / warm.bare,
      goal: "≤ 1.5",
    },
    { what: `${name}, the same: page ÷ bare calls one after the other`, value: warm.page / warm.row },
    {
      what: `${name}, ${MANY} people, ${CLIENTS} apps: the same in processor time`,
      value: many.pageCpu / many.bareCpu,
    },
    { what: `${name}, ${MANY} people, ${CLIENTS} apps: page`, value: many.page, unit: "ms" },
    { what: `${name}, ${MANY} people, ${CLIENTS} apps: bare calls`, value: many.bare, unit: "ms" },
    { what: `${name}: page at ${MANY} ÷ at ${FEW}`, value: many.page / few.page },
    { what: `${name}: bare calls at ${MANY} ÷ at ${FEW}`, value: many.bare / few.bare },
  ];
}

/** @param {Stack} stack @param {string} cookie @param {number} [warmUp] pages @returns {Promise<Record<string, Times>>} */
async function measurePages({ urls, console, pids }, cookie, warmUp = 0) {
  const email = toEmail(7);
  const find = `${urls.kratosAdmin}/admin/identities?credentials_identifier=${encodeURIComponent(email)}`;
  const [person] = JSON.parse((await ask(find)).text);
  const one = `${urls.kratosAdmin}/admin/identities/${person.id}`;
  const sessions = `${one}/sessions?page_size=50`;
  const grants = `${urls.hydraAdmin}/admin/oauth2/auth/sessions/consent?subject=${person.id}`;
  const schema = `${urls.kratosPublic}/schemas/default`;
  const similar = `${urls.kratosAdmin}/admin/identities?page_size=50&preview_credentials_identifier_similar=bench-7`;
  /** Pages, and the calls that each needs: side by side where none needs the answer of another. @type {Record<string, [string, string[][]]>} */
  const pages = {
    list: ["/identities", [[`${urls.kratosAdmin}/admin/identities?page_size=50`]]],
    apps: ["/clients", [[`${urls.hydraAdmin}/admin/clients?page_size=50`]]],
    search: ["/identities?match=similar&identifier=bench-7", [[similar]]],
    // Which schema it is, the person says; what else there is, the id in the address.
    person: [`/identities/${person.id}`, [[one, sessions, grants], [schema]]],
  };
  /** @type {Record<string, Times>} */
  const times = {};
  for (const [name, [path, calls]] of Object.entries(pages)) {
    const bare = async () => {
      for (const together of calls) await Promise.all(together.map((url) => ask(url)));
    };
    const inARow = async () => {
      for (const url of calls.flat()) await ask(url);
    };
    const whole = () =>
      ask(`${console?.url}${path}`, { cookie, accept: "text/html", "accept-encoding": "gzip" });
    const pagesBefore = name === "search" ? 0 : warmUp;
    for (let page = 0; page < pagesBefore; page += 1) await whole();
    const { kratos, hydra, foyer } = pids();
    const cpu = {
      pageCpu: await measureProcessor([kratos, hydra, foyer], whole),
      bareCpu: await measureProcessor([kratos, hydra], bare),
    };
    times[name] = { ...(await measureBeside(whole, bare, inARow)), ...cpu };
  }
  return times;
}

/** In turns, so that a slow moment of the machine meets both. @param {() => Promise<{ bytes: number }>} whole @param {() => Promise<void>} bare @param {() => Promise<void>} inARow */
async function measureBeside(whole, bare, inARow) {
  /** @type {{ page: number[], bare: number[], row: number[] }} */
  const took = { page: [], bare: [], row: [] };
  let bytes = 0;
  for (let round = 0; round < ROUNDS; round += 1) {
    const firstAt = performance.now();
    await inARow();
    const startedAt = performance.now();
    await bare();
    const betweenAt = performance.now();
    ({ bytes } = await whole());
    // The first rounds warm both.
    if (round < ROUNDS / 4) continue;
    took.page.push(performance.now() - betweenAt);
    took.bare.push(betweenAt - startedAt);
    took.row.push(startedAt - firstAt);
  }
  return { page: toMedian(took.page), bare: toMedian(took.bare), row: toMedian(took.row), kB: bytes / 1000 };
}

/** Of one run, in milliseconds. @param {(number | undefined)[]} pids @param {() => Promise<unknown>} run */
async function measureProcessor(pids, run) {
  for (let round = 0; round < ROUNDS / 4; round += 1) await run();
  const read = async () => {
    const times = await Promise.all(pids.map((pid) => (pid === undefined ? 0 : readProcessorTime(pid))));
    return times.reduce((sum, time) => sum + time, 0);
  };
  const before = await read();
  for (let round = 0; round < ROUNDS; round += 1) await run();
  return ((await read()) - before) / ROUNDS;
}

/** @param {Stack} stack @param {import("@playwright/test").Page} page @returns {Promise<Row[]>} */
async function measureImport(stack, page) {
  const pid = Number(stack.pids().foyer);
  const text = [
    "email,name.first",
    ...Array.from({ length: IMPORTED }, (_, index) => `${toEmail(FEW + index)},Many`),
  ];
  const before = await readMemory(pid);
  /** Since the rows began to be made. @type {number[]} */
  const samples = [];
  let peak = before;
  let isMaking = false;
  const timer = setInterval(async () => {
    const now = await readMemory(pid);
    peak = Math.max(peak, now);
    if (isMaking) samples.push(now);
  }, MEMORY_MS);
  const startedAt = performance.now();
  await page.goto(`${stack.console?.url}/import`);
  const buffer = Buffer.from(text.join("\n"));
  await page
    .getByLabel("CSV or JSON file")
    .setInputFiles({ name: "people.csv", mimeType: "text/csv", buffer });
  await page.getByRole("button", { name: "Check the file" }).click();
  const confirm = page.getByLabel(/^Type \d+ to confirm$/);
  await confirm.waitFor({ timeout: 60_000 });
  const checked = performance.now() - startedAt;
  await confirm.fill(String(IMPORTED));
  await page.getByRole("button", { name: "Begin" }).click();
  isMaking = true;
  await page
    .locator("#progress")
    .getByText("finished")
    .waitFor({ timeout: 30 * 60_000 });
  clearInterval(timer);
  const seconds = (performance.now() - startedAt) / 1000;
  return [
    { what: `dry run of ${IMPORTED} rows`, value: checked / 1000, unit: "s" },
    { what: "import of them, dry run included", value: IMPORTED / seconds, unit: "rows/s" },
    { what: "Foyer's memory at the peak ÷ before", value: peak / before },
    { what: "memory, last third of the import ÷ first third", value: toGrowth(samples), goal: "≤ 1.1" },
  ];
}

/** @param {number[]} samples in order */
function toGrowth(samples) {
  const third = Math.ceil(samples.length / 3);
  return toMedian(samples.slice(-third)) / toMedian(samples.slice(0, third));
}

/** Public apps, whose making costs Hydra no hash. @param {Stack} stack */
async function addClients({ urls }) {
  for (let at = 0; at < CLIENTS; at += TOGETHER) {
    const made = Array.from({ length: Math.min(TOGETHER, CLIENTS - at) }, async (_, index) => {
      const answer = await request(`${urls.hydraAdmin}/admin/clients`, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({
          client_name: `App ${at + index}`,
          redirect_uris: [`https://app-${at + index}.example/callback`],
          token_endpoint_auth_method: "none",
        }),
      });
      await answer.body.dump();
      if (answer.statusCode !== 201) throw new Error(`Hydra made no app: ${answer.statusCode}`);
    });
    await Promise.all(made);
  }
}

/**
 * Copies those that are there until there are as many as wanted, in the database itself: Kratos would take a quarter of an
 * hour to make them.
 * @param {Stack} stack @param {number} there
 */
async function copyPeople({ query }, there) {
  const copies = Math.ceil(MANY / there) - 1;
  const added = (/** @type {string} */ text) => `replace(${text}, 'bench-', 'bench-' || k || '-')`;
  const id = (/** @type {string} */ column) => `'${column}', md5(r.${column}::text || k)`;
  const people = `${id("id")}, 'traits', jsonb_set(traits, '{email}', to_jsonb(${added("traits->>'email'")}))`;
  const address = `${id("id")}, ${id("identity_id")}, 'value', ${added("value")}`;
  /** Each table with what differs in a copy, and which of its rows are copied. A member that is no column is left out. */
  const tables = {
    identities: [people, "traits->>'email' like 'bench-%'"],
    identity_credentials: [
      `${id("id")}, ${id("identity_id")}`,
      "identity_id in (select id from identities where traits->>'email' like 'bench-%')",
    ],
    identity_credential_identifiers: [
      `${id("id")}, ${id("identity_credential_id")}, 'identifier', ${added("identifier")}`,
      "identifier like 'bench-%'",
    ],
    identity_verifiable_addresses: [address, "value like 'bench-%'"],
    identity_recovery_addresses: [address, "value like 'bench-%'"],
  };
  for (const [table, [changes, rows]] of Object.entries(tables)) {
    const copy = `(jsonb_populate_record(r, jsonb_build_object(${changes}))).*`;
    await query(
      "kratos",
      `insert into ${table} select ${copy} from ${table} r, generate_series(1, ${copies}) k where ${rows}`,
    );
    // PostgreSQL does so by itself within minutes; until then it searches as in an empty table.
    await query("kratos", `analyze ${table}`);
  }
}

/** @param {Stack} stack @param {import("@playwright/test").Page} page @returns {Promise<string>} the session's cookie */
async function signIn({ console }, page) {
  if (!console) throw new Error("This stack has no console.");
  const { url, operator } = console;
  await page.goto(url);
  await page.getByTestId("console-start").click();
  const login = page.getByTestId("login-flow");
  await login.locator('[name="identifier"]').fill(operator.email);
  await login.locator('[name="password"]').fill(operator.password);
  await login.locator('button[name="method"][value="password"]').click();
  await page.locator('[name="totp_code"]').fill(toTotpCode(operator.totpSecret, Date.now()));
  await page.locator('button[name="method"][value="totp"]').click();
  await page.getByRole("button", { name: "Sign out" }).waitFor();
  const cookies = await page.context().cookies(url);
  return cookies.map(({ name, value }) => `${name}=${value}`).join("; ");
}
