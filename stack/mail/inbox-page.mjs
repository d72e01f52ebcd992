// @ts-check
// Draws the inbox as a page for people, newest message first.

import { escapeHtml, toPage } from "../http.mjs";

const REFRESH_SECONDS = 5;

/** @param {import("./inbox.mjs").Message[]} messages */
export function toInboxPage(messages) {
  const newestFirst = [...messages].reverse();
  const body = newestFirst.length
    ? newestFirst.map(toArticle).join("")
    : '<p class="quiet-text">Nothing yet. Messages that Kratos sends appear here.</p>';
  return toPage({ title: "Inbox", body, refreshSeconds: REFRESH_SECONDS });
}

/** @param {import("./inbox.mjs").Message} message */
function toArticle(message) {
  const kind = message.channel === "sms" ? "Text message" : "Email";
  return `<article><h2>${escapeHtml(message.subject || kind)}</h2>
<p class="quiet-text">${kind} to ${escapeHtml(message.to.join(", "))} · ${escapeHtml(message.at)}</p>
<pre>${toLinkedText(message.text)}</pre></article>`;
}

/** @param {string} text */
function toLinkedText(text) {
  return escapeHtml(text).replace(/https?:\/\/[^\s<]+/g, (link) => `<a href="${link}">${link}</a>`);
}
