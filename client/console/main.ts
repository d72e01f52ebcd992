/** Enhances the console's pages: each part finds its own elements and does nothing where there are none. */

import { enhancePage } from "../page";
import { guardSubmits } from "../submit";
import { enhanceCopies } from "./copy";
import { enhanceKeys } from "./keys";
import { enhanceLiveFilters } from "./live-filter";
import { rereadParts } from "./reread";
import { countSelections } from "./selection";

enhancePage();
guardSubmits();
enhanceCopies();
enhanceKeys();
enhanceLiveFilters();
countSelections();
rereadParts();
