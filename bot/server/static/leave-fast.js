/** Leave fast on the pages beside the conversation: what this tab still holds of one is erased as well. */

import * as api from "./api.js";
import { onLeave, replacePage } from "./leaving.js";
import { forget, stored } from "./session.js";

onLeave((event) => {
  event?.preventDefault();
  const held = stored();
  if (held?.id) api.eraseOnLeaving(held);
  forget();
  replacePage();
});
