// @ts-check
// Receives a stack's email over SMTP and its text messages over HTTP, and shows them: GET /messages for tests, GET / for people.

import { simpleParser } from "mailparser";
import { SMTPServer } from "smtp-server";
import { readBody, sendHtml, sendJson, sendText, serve } from "../http.mjs";
import { Inbox } from "./inbox.mjs";
import { toInboxPage } from "./inbox-page.mjs";
import { findRefusal } from "./refusals.mjs";

const DEFAULT_WAIT_MS = 10_000;
const MAX_WAIT_MS = 30_000;

/**
 * @param {{ httpPort: number, smtpPort: number, inbox: Inbox }} options
 * @returns {Promise<{ close: () => Promise<void> }>}
 */
export async function startMailSink({ httpPort, smtpPort, inbox }) {
  const smtp = toSmtpServer(inbox);
  await new Promise((/** @type {(value: void) => void} */ resolve, reject) => {
    smtp.on("error", reject);
    smtp.listen(smtpPort, "127.0.0.1", () => resolve());
  });
  const http = await serve(httpPort, (request, response) => answer(inbox, request, response));
  return {
    async close() {
      await http.close();
      await new Promise((/** @type {(value: void) => void} */ resolve) => smtp.close(() => resolve()));
    },
  };
}

/** @param {Inbox} inbox */
function toSmtpServer(inbox) {
  return new SMTPServer({
    authOptional: true,
    disabledCommands: ["STARTTLS", "AUTH"],
    disableReverseLookup: true,
    closeTimeout: 100,
    onRcptTo: ({ address }, _session, done) => done(findRefusal(address)),
    onData(stream, session, done) {
      simpleParser(stream).then((mail) => {
        inbox.add({
          channel: "email",
          to: session.envelope.rcptTo.map((recipient) => recipient.address),
          from: mail.from?.text ?? "",
          subject: mail.subject ?? "",
          text: mail.text ?? "",
          html: mail.html || "",
        });
        done();
      }, done);
    },
  });
}

/** @param {Inbox} inbox @param {import("../http.mjs").Request} request @param {import("../http.mjs").Response} response */
async function answer(inbox, request, response) {
  const url = new URL(request.url ?? "/", "http://localhost");
  const filter = toFilter(url.searchParams);
  switch (`${request.method} ${url.pathname}`) {
    case "GET /":
      return sendHtml(response, 200, toInboxPage(inbox.list(filter)));
    case "GET /messages":
      return sendJson(response, 200, inbox.list(filter));
    case "DELETE /messages":
      inbox.clear();
      return response.writeHead(204).end();
    case "GET /messages/wait": {
      const message = await inbox.wait(filter, toWaitMs(url.searchParams.get("timeout")));
      return message
        ? sendJson(response, 200, message)
        : sendJson(response, 404, { error: "no message came" });
    }
    case "POST /sms": {
      const { to, text } = JSON.parse(await readBody(request));
      inbox.add({ channel: "sms", to: [to], from: "", subject: "", text, html: "" });
      return response.writeHead(204).end();
    }
    default:
      return sendText(response, 404, "Not found.");
  }
}

/** @param {URLSearchParams} query @returns {import("./inbox.mjs").MessageFilter} */
function toFilter(query) {
  const since = query.get("since");
  return {
    to: query.get("to") ?? undefined,
    since: since && !Number.isNaN(Date.parse(since)) ? since : undefined,
    after: query.get("after") ?? undefined,
  };
}

/** @param {string | null} seconds */
function toWaitMs(seconds) {
  const ms = Number(seconds) * 1000;
  return ms > 0 ? Math.min(ms, MAX_WAIT_MS) : DEFAULT_WAIT_MS;
}
