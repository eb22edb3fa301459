// A second press while the first is under way does nothing. (The shop would place the order only once anyway.)
for (const form of document.querySelectorAll("[data-submit-once]")) {
  form.addEventListener("submit", (event) => {
    if (form.dataset.sent) event.preventDefault();
    else form.dataset.sent = "true";
  });
}

// Coming back with the Back button shows the page as it was left.
addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll("[data-submit-once]")) delete form.dataset.sent;
});
