/** What the screens do beyond plain pages and forms; every one of them works without it. */
import "htmx.org";
import { startRound } from "./round";
import "./style/anlin.scss";

const sheet = (): HTMLDialogElement | null => document.querySelector<HTMLDialogElement>("#sheet");

/** Return a random version-4 UUID, also on pages that came without TLS. */
function randomId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}

/** Give each fresh record the id that this device will repeat until it is received. */
function nameRecords(root: ParentNode): void {
  for (const input of root.querySelectorAll<HTMLInputElement>("input[data-client-id]")) {
    input.value = randomId();
    input.removeAttribute("data-client-id");
  }
}

/** Say when it was done: the moment of the first sending, repeated when it is sent again. */
function stampRecord(form: HTMLFormElement): void {
  for (const input of form.querySelectorAll<HTMLInputElement>("input[data-occurred-at]")) {
    input.value = new Date().toISOString();
    input.removeAttribute("data-occurred-at");
  }
}

/** Show what hangs on a choice (the needs, once somebody is unwell) only when it is made. */
function showDependents(form: HTMLFormElement): void {
  for (const part of form.querySelectorAll<HTMLElement>("[data-shown-for]")) {
    const [name, ...values] = (part.dataset.shownFor ?? "").split(" ");
    const chosen = new FormData(form).get(name ?? "");
    part.hidden = !values.includes(String(chosen));
  }
}

function prepare(root: ParentNode): void {
  nameRecords(root);
  root.querySelectorAll<HTMLFormElement>("form:has([data-shown-for])").forEach(showDependents);
}

document.addEventListener("htmx:after:swap", () => {
  const dialog = sheet();
  if (dialog && dialog.querySelector("form") && !dialog.open) dialog.showModal();
  document.querySelector<HTMLElement>("#desk [autofocus]")?.focus();
  prepare(document);
});

document.addEventListener("sheet-done", () => {
  const dialog = sheet();
  dialog?.close();
  dialog?.replaceChildren();
});

/** Shut an open menu when the reader turns to something else. */
function shutMenus(except: Element | null): void {
  for (const menu of document.querySelectorAll<HTMLDetailsElement>("details.menu[open]")) {
    if (!except || !menu.contains(except)) menu.open = false;
  }
}

document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") shutMenus(null);
});

document.addEventListener("click", (event) => {
  const target = event.target as Element;
  shutMenus(target);
  const dialog = sheet();
  if (!dialog?.open) return;
  if (target === dialog || target.closest("[data-close-sheet]")) {
    event.preventDefault();
    document.dispatchEvent(new Event("sheet-done"));
  }
});

document.addEventListener("change", (event) => {
  const control = event.target as HTMLElement;
  const form = control.closest("form");
  if (form) showDependents(form);
  if (form && control.matches("[data-submit-on-change]")) form.requestSubmit();
});

document.addEventListener("submit", (event) => stampRecord(event.target as HTMLFormElement), true);

/** Put a note of the page's own on top of what the reader is looking at. */
function tell(id: string): void {
  const note = document.querySelector<HTMLTemplateElement>(`template#${id}`);
  const dialog = sheet();
  const here = dialog?.open ? dialog : document.querySelector("#messages");
  if (!note || !here) return;
  here.querySelectorAll(":scope > .note.error").forEach((old) => old.remove());
  here.prepend(note.content.cloneNode(true));
}

type Answered = CustomEvent<{ ctx: { response: { raw: Response; status: number } } }>;

document.addEventListener("htmx:error", () => tell("unreached"));

document.addEventListener("htmx:response:error", (event) => {
  if ((event as Answered).detail.ctx.response.status >= 500) tell("broken");
});

/** Whoever was signed out meanwhile is led to the door instead of finding it inside the page. */
document.addEventListener("htmx:before:response", (event) => {
  const answer = (event as Answered).detail.ctx.response.raw;
  if (!answer.redirected || !new URL(answer.url).pathname.startsWith("/login")) return;
  event.preventDefault();
  window.location.assign(answer.url);
});

/** Put back into its form what was typed before the sign-in had ended. */
function putBack(): void {
  const note = document.querySelector<HTMLElement>("#kept");
  const said = document.querySelector("#kept-fields")?.textContent;
  const form = Array.from(document.forms).find(
    (each) => each.method === "post" && pathOf(each) === note?.dataset.path && each.elements.length,
  );
  if (!note || !said || !form) return;
  const fields = JSON.parse(said) as [string, string][];
  const names = new Set(fields.map(([name]) => name));
  for (const control of Array.from(form.elements)) {
    if (control instanceof HTMLInputElement && /^(checkbox|radio)$/.test(control.type)) {
      control.checked = fields.some(([name, value]) => name === control.name && value === control.value);
    } else if (control instanceof HTMLSelectElement) {
      for (const option of Array.from(control.options)) {
        option.selected = fields.some(([name, value]) => name === control.name && value === option.value);
      }
    } else if (
      control instanceof HTMLTextAreaElement ||
      (control instanceof HTMLInputElement && !/^(hidden|file|password|submit)$/.test(control.type))
    ) {
      if (names.has(control.name)) {
        control.value = fields.find(([name]) => name === control.name)?.[1] ?? "";
      }
    }
  }
  form.closest("details")?.setAttribute("open", "");
  showDependents(form);
  note.querySelectorAll("span").forEach((part) => (part.hidden = !("back" in part.dataset)));
}

/** Give the forms of a page older than the last sign-in of the same person the token that counts now. */
async function renewToken(): Promise<void> {
  const inputs = document.querySelectorAll<HTMLInputElement>("input[name=csrfmiddlewaretoken]");
  const { person } = document.body.dataset;
  if (!person || !inputs.length) return;
  const answer = await fetch("/token").catch(() => null);
  if (!answer?.ok || answer.redirected) return;
  const now = (await answer.json()) as { person: number; token: string };
  if (String(now.person) === person) inputs.forEach((input) => (input.value = now.token));
}

window.addEventListener("focus", () => void renewToken());

/** Where a form goes, without the server's name. */
function pathOf(form: HTMLFormElement): string {
  const url = new URL(form.getAttribute("action") || window.location.href, window.location.href);
  return url.pathname + url.search;
}

prepare(document);
putBack();
startRound();
document.querySelector(".tabs [aria-current]")?.scrollIntoView({ block: "nearest", inline: "center" });
