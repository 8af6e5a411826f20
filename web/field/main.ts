/** Start: find out how the phone stands, then show the door or the screens. */
import { createApp } from "vue";
import "./code.ts"; // before the router reads the address
import App from "./App.vue";
import { router } from "./router.ts";
import { follow, start } from "./session/index.ts";
import "./style/field.scss";
import { followChoices } from "./words/index.ts";
import { keepApp } from "./worker.ts";

async function main(): Promise<void> {
  followChoices();
  await start();
  createApp(App).use(router).mount("#app");
  follow();
  await keepApp();
}

void main();
