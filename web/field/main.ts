/** Start: find out how the phone stands, then show the door or the screens. */
import { createApp } from "vue";
import "./code.ts"; // before the router reads the address
import App from "./App.vue";
import { fetchWhenTouched } from "./behind.ts";
import { follow, start } from "./session/index.ts";
import "./style/field.scss";
import { followChoices } from "./words/index.ts";
import { keepApp } from "./worker.ts";

async function main(): Promise<void> {
  followChoices();
  await start();
  const app = createApp(App);
  app.mount("#app");
  follow();
  fetchWhenTouched(app);
  await keepApp();
}

void main();
