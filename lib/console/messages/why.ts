/** Names the cause of a message that was not handed over, from what the courier recorded of its last attempt. */

export interface Cause {
  title: string;
  /** What to do about it. */
  remedy: string;
}

const PUT_OFF: Cause = {
  title: "The mail server put it off",
  remedy: "Such a refusal is meant to pass. If it stays so, ask whoever runs the mail server.",
};

/**
 * Of what goes by HTTP, as each SMS does: the courier records the status of the service's answer and no word of it.
 * @see https://github.com/ory/kratos/blob/v1.3.1/courier/http_channel.go
 */
const HTTP_CAUSES: readonly { pattern: RegExp; cause: Cause }[] = [
  {
    pattern: /\bhas unknown channel\b|\bno courier channels configured\b/i,
    cause: {
      title: "Kratos has no service to send it by",
      remedy: "Give courier.channels one with this message's channel as its id.",
    },
  },
  {
    pattern: /\bstatus code 40[137]\b/,
    cause: {
      title: "The service that sends it refused Kratos' credentials",
      remedy: "Check auth and headers in its request_config (courier.channels, or courier.http for mail).",
    },
  },
  {
    pattern: /\bstatus code (?:429|5\d\d)\b/,
    cause: {
      title: "The service that sends it could not take it then",
      remedy: "Such a refusal is meant to pass. If it stays so, ask whoever runs that service.",
    },
  },
  {
    pattern: /\bstatus code \d{3}\b/,
    cause: {
      title: "The service that sends it refused it",
      remedy:
        "It does not take this recipient, or what request_config.body makes of the message: its own log says which.",
    },
  },
  {
    pattern: /x509|certificate|\btls\b|handshake/i,
    cause: {
      title: "The encrypted connection to the service that sends it failed",
      remedy: "Check its certificate, and url in its request_config.",
    },
  },
  {
    pattern:
      /no such host|connection re(?:fused|set)|network is unreachable|no route to host|i\/o timeout|deadline exceeded|timed? ?out|\bEOF\b/i,
    cause: {
      title: "The service that sends it did not answer",
      remedy:
        "Check url in its request_config (courier.channels, or courier.http for mail), and that it runs.",
    },
  },
];

/** How Go's client of HTTP names what it asked. */
const BY_HTTP = /\bupstream server replied with status code\b|\b(?:Get|Post|Put|Patch) "https?:/;

/** From the most particular to the most general; the first that fits is said. */
const CAUSES: readonly { pattern: RegExp; cause: Cause }[] = [
  // What a reply that begins so goes on to say ("mailbox unavailable") is for now alone (RFC 5321 §4.2.1).
  { pattern: /^(?:(?!\b5\d\d[ -]).)*\b4[25]\d[ -]/s, cause: PUT_OFF },
  {
    // By the codes of policies (RFC 3463) a mailbox is "unavailable" to this sender alone.
    pattern:
      /\b5[05]0\b.*\b5\.1\.[12]\b|user unknown|no such (user|mailbox)|^(?!.*\b5\.7\.\d).*mailbox (unavailable|not found)/is,
    cause: {
      title: "There is no such mailbox",
      remedy: "Ask the person for the right address, and correct it in their traits.",
    },
  },
  {
    pattern: /\b535\b|authentication (failed|credentials invalid)|username and password not accepted/i,
    cause: {
      title: "The mail server refused Kratos' name or password",
      remedy: "Check the credentials in courier.smtp.connection_uri; no mail leaves until they are right.",
    },
  },
  {
    pattern: /x509|certificate|\btls\b|handshake/i,
    cause: {
      title: "The encrypted connection to the mail server failed",
      remedy:
        "Check the mail server's certificate and the scheme (smtp or smtps) in courier.smtp.connection_uri.",
    },
  },
  {
    pattern: /no such host|connection refused|network is unreachable|no route to host/i,
    cause: {
      title: "The mail server could not be reached",
      remedy: "Check its name and port in courier.smtp.connection_uri, and that it runs.",
    },
  },
  {
    pattern: /i\/o timeout|deadline exceeded|timed? ?out/i,
    cause: {
      title: "The mail server did not answer in time",
      remedy: "Look whether it is overloaded or behind a firewall.",
    },
  },
  {
    pattern: /\b55[0-4]\b.*(spam|blocked|blacklist|policy|dmarc|spf)|\b5\.7\.\d+\b/i,
    cause: {
      title: "The mail server refused the mail by its policy",
      remedy: "Check SPF, DKIM and DMARC of the sender's domain, and whether its address is on a blocklist.",
    },
  },
  {
    pattern: /\b4[25][0-9]\b|\b4\.\d\.\d\b|greylist|try again later/i,
    cause: PUT_OFF,
  },
  {
    pattern: /\b5\d\d\b/,
    cause: {
      title: "The mail server refused the mail",
      remedy: "What it said stands below; whoever runs it can say more.",
    },
  },
  {
    pattern: /template/i,
    cause: {
      title: "The mail could not be written from its template",
      remedy: "Check the files in courier.templates and the log of Kratos.",
    },
  },
];

const UNKNOWN: Cause = {
  title: "The courier gave no reason that is known here",
  remedy: "What it recorded stands below; the log of Kratos may hold more.",
};

/** @param recorded the error texts of one attempt */
export function findCause(recorded: string, isSms = false): Cause {
  const causes = isSms || BY_HTTP.test(recorded) ? HTTP_CAUSES : CAUSES;
  return causes.find(({ pattern }) => pattern.test(recorded))?.cause ?? UNKNOWN;
}

/** What a status means for the person who waits for the message. */
export function toMeaning(status: string, attempts: number, isSms = false): string {
  switch (status) {
    case "sent":
      if (isSms)
        return "Handed to the service that sends SMS. Whether it arrived, Kratos does not know: look in that service's log.";
      return "Handed to the mail server. Whether it arrived, Kratos does not know: look in the spam folder, then in the mail server's log.";
    case "queued":
      return attempts > 0
        ? "Waiting for another attempt."
        : "Waiting to be sent. If it stays so, the courier does not run (kratos serve --watch-courier, or kratos courier watch).";
    case "processing":
      return "Being sent right now. If it stays so, Kratos ended in the middle of it and will not try again: the person has to ask for a new one.";
    case "abandoned":
      return "Given up. Kratos will not try again, and no message can be sent again: the person has to ask for a new one.";
    default:
      return "Kratos says a status that is not known here.";
  }
}
