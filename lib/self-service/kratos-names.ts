/** Kratos' message ids and node names that Foyer treats specially, each with its one name. */

/** @see https://github.com/ory/kratos/blob/v1.3.1/text/id.go */
export const RESEND_CODE = 1070008;
/** The provider's button once it has answered: trait completion, or another try after an error. */
export const REGISTRATION_CONTINUE = 1040003;
export const REGISTRATION_BACK = 1040008;
/** "Already completed": the only errors of a flow that is done and went well. */
export const ALREADY_COMPLETED: readonly number[] = [4010007, 4040002];
/** The button that asks for a security key, once Kratos knows whose: no other way stands beside it. */
export const SECURITY_KEY_TRIGGER = "webauthn_login_trigger";
export const LOOKUP_CODE_USED = 1050014;
/** "Please confirm this action": a sign-in under a session. */
export const LOGIN_REFRESH = 1010003;
export const LOGIN_LINK_CONFLICT = 1010016;
/** Who followed a recovery's link, or typed its code, is signed in. */
export const RECOVERED = 1060001;
/** Something that only its reason tells. */
export const GENERIC_ERROR = 4000001;
/** Label of the backup codes where the settings show them, new or kept. */
export const BACKUP_CODES = 1050010;
/** "Could not find any login identifiers." */
export const IDENTIFIER_MISSING = 4000009;
/** "Your changes have been saved!" */
export const SETTINGS_SAVED = 1050001;
/** A settings form that belongs to no method. */
export const NO_SETTINGS_STRATEGY = 4010004;

/** "This account does not exist": in so many words, or as one that has no sign-in by code. */
export const UNKNOWN_ACCOUNT: readonly number[] = [4000035, 4000037];

/** The group of the address that is asked for alone, before the ways to sign in. */
export const FIRST_SCREEN = "identifier_first";

/** "ID": Kratos' label for an identifier that may be several things. */
export const IDENTIFIER_LABEL = 1070004;

/** The group of what tells people from programs. */
export const CAPTCHA_GROUP = "captcha";

/** Groups whose nodes belong to every method: identifier, traits, csrf_token; a captcha guards each submit. */
export const SHARED_GROUPS: readonly string[] = ["default", CAPTCHA_GROUP];

/** Buttons that each name an address for a code: Kratos takes an `identifier` beside them for the one that was meant. */
export const ADDRESS_SUBMIT = "address";

/** Foyer's own field: where the code that a form sends was mailed to, for the flow in its place once that one has expired. */
export const MAILED_TO = "foyer_mailed_to";

/** Seconds before another code makes sense. */
export const RESEND_COOLDOWN_SECONDS = 30;
