// The cart beside the page, as a dialog: the browser keeps the focus inside, and Escape closes it. Without this the links
// lead to the cart's own page, which does the same.
const dialog = document.getElementById("drawer");
const IN_PLACE = { "HX-Request": "true", "HX-Target": "drawer" };

async function show(address, options = {}) {
  const response = await fetch(address, { ...options, headers: IN_PLACE }).catch(() => null);
  if (!response?.ok) return location.assign("/cart/");
  const focused = document.activeElement?.id;
  dialog.innerHTML = await response.text();
  const units = dialog.firstElementChild.dataset.units;
  for (const count of document.querySelectorAll("#cart-count")) {
    count.textContent = units;
    count.hidden = units === "0";
  }
  if (!dialog.open) dialog.showModal();
  else (dialog.querySelector(`#${focused || "none"}:not(:disabled)`) ?? dialog.querySelector("button"))?.focus();
}

document.addEventListener("click", (event) => {
  const link = event.target.closest("[data-drawer]");
  const isPlain = event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey;
  if (!link || !isPlain || location.pathname === "/cart/") return;
  event.preventDefault();
  show("/cart/drawer/");
});

dialog.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.method === "dialog" || !form.matches(".stepper")) return;
  event.preventDefault();
  const body = new URLSearchParams(new FormData(form, event.submitter?.name ? event.submitter : undefined));
  // The button says more than the field beside it.
  if (event.submitter?.name) body.set("quantity", event.submitter.value);
  show(form.action, { method: "POST", body });
});
dialog.addEventListener("change", (event) => event.target.form?.requestSubmit());
dialog.addEventListener("click", (event) => {
  if (event.target === dialog) dialog.close();
});
