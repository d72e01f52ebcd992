/** What a flow's page says in words: messages, what can be done about them, and links. */

export type MessageTone = "info" | "success" | "error";

/** One message of a flow or node: Kratos' numeric id, its tone, and its text in the person's language. */
export interface MessageView {
  id: number;
  tone: MessageTone;
  text: string;
  /** Somebody else's words, in a language that nobody named: a web hook's, or Kratos' own where no catalogue has them. */
  isForeign?: true;
  /** What can be done about it, on another page. */
  ways?: readonly FlowLink[];
}

/** Words with links in them; a link opens beside the page, so that nothing typed is lost. */
export type Words = readonly (string | { text: string; href: string })[];

/** A link beside the forms, with the test id that automation relies on. */
export interface FlowLink {
  testId:
    | "forgot-password-link"
    | "settings-link"
    | "signup-link"
    | "login-link"
    | "cta-link"
    | "logout-link"
    | "back-link"
    | "other-address-link"
    | "send-again-link"
    | "cancel-link"
    | "continue-link"
    | `way-${"sessions" | "verify" | "sign-in" | "recover" | "sign-up" | "start-again" | "go-on" | "help"}`;
  href: string;
  label: string;
  /** Drawn as a POST form with a button instead of an anchor (sign out, then recover). */
  post?: { fields: Record<string, string> };
}
