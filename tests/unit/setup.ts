/** Unit tests are behind a server of ours, as production is: the peer's address comes from the connection. */

import { trustPeerHeader } from "../../lib/web/caller";

trustPeerHeader();
