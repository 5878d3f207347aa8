/** Leave fast on the pages without a conversation: nothing is stored, so leaving is all there is to do. */

import { byId } from "./dom.js";
import { onShiftThrice, replacePage } from "./leaving.js";

const leave = (event) => {
  event?.preventDefault();
  replacePage();
};
byId("exit").addEventListener("click", leave);
onShiftThrice(leave);
