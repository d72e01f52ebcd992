/** Enhances the console's pages: each part finds its own elements and does nothing where there are none. */

import { enhancePage } from "../page";
import { ignoreStrayClicks } from "../stray-clicks";
import { guardSubmits } from "../submit";
import { enhanceCopies } from "./copy";
import { enhanceKeys } from "./keys";
import { enhanceLiveFilters } from "./live-filter";
import { linkProblems } from "./problems";
import { rereadParts } from "./reread";
import { countSelections } from "./selection";
import { rememberTyped } from "./typed";

// Before the focus goes to it, and it is read out.
linkProblems();
ignoreStrayClicks();
enhancePage();
guardSubmits();
enhanceCopies();
enhanceKeys();
enhanceLiveFilters();
// Before what it ticks again is counted.
rememberTyped();
countSelections();
rereadParts();
