// The search field suggests while somebody types (the ARIA combobox pattern). Without it the form works all the same.
const form = document.querySelector("form.search");
const input = form.elements.q;
const list = document.createElement("div");
const WAIT_MS = 120;

let asked = null;
let timer = 0;

Object.assign(list, { id: "suggestions", className: "search-suggestions", role: "listbox", ariaLabel: form.dataset.suggestions, hidden: true });
form.append(list);
for (const [name, value] of Object.entries({ role: "combobox", "aria-autocomplete": "list", "aria-controls": list.id, "aria-expanded": "false" })) input.setAttribute(name, value);

const options = () => [...list.querySelectorAll("[role=option]")];
const chosen = () => list.querySelector("[aria-selected=true]");

function open(isOpen) {
  list.hidden = !isOpen;
  input.setAttribute("aria-expanded", String(isOpen));
  if (!isOpen) choose(null);
}

function choose(option) {
  chosen()?.removeAttribute("aria-selected");
  option?.setAttribute("aria-selected", "true");
  option?.scrollIntoView({ block: "nearest" });
  if (option) input.setAttribute("aria-activedescendant", option.id);
  else input.removeAttribute("aria-activedescendant");
}

async function suggest() {
  asked?.abort();
  const text = input.value.trimStart();
  if (text.trim().length < 2) return open(false);
  asked = new AbortController();
  try {
    const answer = await fetch(`/search/suggestions/?q=${encodeURIComponent(text)}`, { signal: asked.signal });
    if (!answer.ok) return open(false);
    list.innerHTML = await answer.text();
    open(options().length > 0 && document.activeElement === input);
  } catch (error) {
    // A later letter, or no network: there is nothing to suggest.
    if (error.name !== "AbortError") open(false);
  }
}

input.addEventListener("input", () => {
  clearTimeout(timer);
  timer = setTimeout(suggest, WAIT_MS);
});

input.addEventListener("keydown", (event) => {
  const all = options();
  if (event.key === "Escape" && !list.hidden) {
    event.preventDefault();
    open(false);
  } else if (event.key === "Enter" && !list.hidden && chosen()) {
    event.preventDefault();
    chosen().click();
  } else if (["ArrowDown", "ArrowUp"].includes(event.key) && all.length) {
    event.preventDefault();
    open(true);
    // One place more than there are options: the field itself.
    const places = [null, ...all];
    const step = event.key === "ArrowDown" ? 1 : places.length - 1;
    choose(places[(places.indexOf(chosen()) + step) % places.length]);
  }
});

input.addEventListener("focus", () => options().length && input.value.trim().length > 1 && open(true));
form.addEventListener("focusout", ({ relatedTarget }) => form.contains(relatedTarget) || open(false));
// The field keeps the focus while a line is pressed.
list.addEventListener("mousedown", (event) => event.preventDefault());
