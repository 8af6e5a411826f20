/** The screens behind the PIN; addresses stand after the `#`, the server never sees them. */
import { createRouter, createWebHashHistory } from "vue-router";
import Building from "./screens/Building.vue";
import Gate from "./screens/Gate.vue";
import Households from "./screens/Households.vue";
import Inside from "./screens/Inside.vue";
import Mine from "./screens/Mine.vue";
import Person from "./screens/Person.vue";
import Round from "./screens/Round.vue";
import Today from "./screens/Today.vue";

export const router = createRouter({
  history: createWebHashHistory(),
  scrollBehavior: (_to, _from, kept) => kept ?? { top: 0 },
  routes: [
    { path: "/", component: Today },
    { path: "/households", component: Households },
    { path: "/building/:place", component: Building, props: true },
    { path: "/person/:id", component: Person, props: true },
    { path: "/gate", component: Gate },
    { path: "/gate/inside", component: Inside },
    { path: "/round", component: Round, props: ({ query }) => ({ person: query["of"] }) },
    { path: "/mine", component: Mine },
    { path: "/:other(.*)", redirect: "/" },
  ],
});
