// Filters act as soon as they are changed; their buttons are then needless.
const form = document.querySelector("[data-narrow]");

function hideNeedless() {
  for (const button of document.querySelectorAll("[data-needless]")) button.hidden = true;
}

if (form) {
  form.dataset.live = "";
  hideNeedless();
  document.addEventListener("htmx:afterSettle", hideNeedless);

  // The sort order stands outside the form that it belongs to. Enter changes a field and sends the form: once is enough.
  let waiting = 0;
  document.addEventListener("change", (event) => {
    if (event.target.form === form) waiting = setTimeout(() => form.requestSubmit());
  });
  form.addEventListener("submit", () => clearTimeout(waiting));

  // On a small screen the filters lie over the products.
  form.addEventListener("submit", (event) => {
    const filters = form.closest("[popover]");
    if (event.submitter && filters.matches(":popover-open")) filters.hidePopover();
  });

  // What was left empty is no part of the address.
  document.addEventListener("htmx:configRequest", ({ detail }) => {
    if (detail.elt !== form) return;
    for (const [name, value] of [...detail.formData]) if (value === "") detail.formData.delete(name);
  });
}
