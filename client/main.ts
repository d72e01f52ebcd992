/** Enhances pages that work without it: each part finds its own elements and does nothing where there are none. */

import { carryAddress } from "./carry-address";
import { enhanceCodeFields } from "./code-field";
import { enhanceLists } from "./lists";
import { enhanceLookupCodes } from "./lookup-codes";
import { mirrorFields } from "./mirror";
import { enhancePage } from "./page";
import { enhancePasswords } from "./password";
import { enhanceResends } from "./resend";
import { guardSubmits } from "./submit";
import { enhanceWebAuthn } from "./webauthn";

enhancePage();
enhancePasswords();
enhanceCodeFields();
mirrorFields();
enhanceLists();
carryAddress();
guardSubmits();
enhanceResends();
enhanceLookupCodes();
enhanceWebAuthn();
