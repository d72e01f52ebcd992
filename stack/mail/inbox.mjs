// @ts-check
// Keeps received messages in memory and answers questions about them.

const MAX_MESSAGES = 2000;

/**
 * @typedef {object} Message
 * @property {string} id counts up from 1
 * @property {"email" | "sms"} channel
 * @property {string[]} to
 * @property {string} from
 * @property {string} subject
 * @property {string} text
 * @property {string} html
 * @property {string[]} links
 * @property {string[]} codes six-digit codes outside links
 * @property {string} at ISO 8601
 */

/** @typedef {{ to?: string, since?: string, after?: string }} MessageFilter `since` ISO 8601, `after` a message id */

export class Inbox {
  /** @type {Message[]} */
  #messages = [];
  #lastId = 0;
  /** @type {Set<() => void>} */
  #listeners = new Set();

  /** @param {Pick<Message, "channel" | "to" | "from" | "subject" | "text" | "html">} received */
  add(received) {
    this.#lastId += 1;
    const { links, codes } = toLinksAndCodes(received.text || received.html);
    this.#messages.push({
      id: String(this.#lastId),
      ...received,
      links,
      codes,
      at: new Date().toISOString(),
    });
    if (this.#messages.length > MAX_MESSAGES) this.#messages.shift();
    for (const listener of this.#listeners) listener();
  }

  clear() {
    this.#messages = [];
  }

  /** @param {MessageFilter} [filter] @returns {Message[]} oldest first */
  list(filter = {}) {
    return this.#messages.filter((message) => matches(message, filter));
  }

  /**
   * The newest message that matches, as soon as there is one.
   * @param {MessageFilter} filter
   * @param {number} timeoutMs
   * @returns {Promise<Message | undefined>} undefined when none came in time
   */
  wait(filter, timeoutMs) {
    return new Promise((resolve) => {
      const look = () => {
        const found = this.list(filter).at(-1);
        if (found) finish(found);
      };
      /** @param {Message} [found] */
      const finish = (found) => {
        clearTimeout(timer);
        this.#listeners.delete(look);
        resolve(found);
      };
      const timer = setTimeout(finish, timeoutMs);
      this.#listeners.add(look);
      look();
    });
  }
}

/** @param {Message} message @param {MessageFilter} filter */
function matches(message, { to, since, after }) {
  if (to && !message.to.some((address) => address.toLowerCase() === to.toLowerCase())) return false;
  if (since && message.at < new Date(since).toISOString()) return false;
  return !after || Number(message.id) > Number(after);
}

/** @param {string} text */
export function toLinksAndCodes(text) {
  const links = text.match(/https?:\/\/[^\s"'<>]+/g) ?? [];
  const withoutLinks = links.reduce((rest, link) => rest.replace(link, ""), text);
  return { links, codes: withoutLinks.match(/\b\d{6}\b/g) ?? [] };
}
