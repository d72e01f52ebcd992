/** Guards the buttons of pages that ask something, which other sites may lead to. */

import { ignoreStrayClicks } from "../stray-clicks";

ignoreStrayClicks();
