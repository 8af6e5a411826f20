/** All that stands behind the PIN, in a file of its own: the door is there before it. */
export { router } from "../router.ts";
export { default as Frame } from "./Frame.vue";
