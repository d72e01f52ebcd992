/** What a flow's page knows beside the flow itself. */

import type { ClientCard } from "@/lib/oauth2/shared/view";
import type { KratosFlow } from "@/lib/self-service/kratos-flow";
import type { MessageView } from "@/lib/self-service/message-view";
import type { Change } from "@/lib/self-service/nodes/typed";
import type { FlowView } from "@/lib/self-service/view";

export interface FlowExtras {
  /** Where the flow is going by its page's own address: Kratos may be unable to say it any more. */
  returnTo?: string;
  /** The app that asked. */
  clientName?: string;
  /** What that app says of itself besides. */
  clientCard?: ClientCard;
  /** `login_hint`: typed for the person, theirs to change. */
  identifier?: string;
  /** Why credentials are asked for, in place of the flow's own sentence. */
  lead?: string;
  /** Something to say above the form: what became of the flow before. */
  note?: MessageView;
  /** Where the person was to be led afterwards, which is not allowed. */
  refusedReturn?: string;
  /** Numbers of Kratos' messages that are not said, since they no longer hold. */
  unsaid?: readonly number[];
  setCookies?: string[];
  status?: number;
  /** What was typed into the form before it came here, a list of it changed. */
  typed?: { form: URLSearchParams; change: Change };
  /** More ways out, such as cancelling the app's request. */
  links?: FlowView["links"];
  /** The identity schema that the address names beside the flow: a flow made in its place has it too. */
  identitySchema?: string;
  /** Answers in place of a flow that offers nothing to do, where it can: a second step for somebody who has none. */
  whenEmpty?: (flow: KratosFlow) => Promise<Response | undefined>;
}
