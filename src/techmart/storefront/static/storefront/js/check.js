// Whoever comes back to a form begins at the first thing that is wrong.
document.querySelector("form[novalidate] [aria-invalid=true]")?.focus();

// Says what is wrong with a field as soon as one leaves it, where the shop would say it; the words are the browser's.
for (const form of document.querySelectorAll("form[novalidate]")) {
  form.addEventListener("focusout", ({ target }) => {
    const field = target.closest(".field");
    if (!field || !target.willValidate || (target.value === "" && !target.hasAttribute("aria-invalid"))) return;
    const id = `${target.id}_error`;
    document.getElementById(id)?.remove();
    target.toggleAttribute("aria-invalid", false);
    if (target.checkValidity()) return target.removeAttribute("aria-describedby");
    const says = document.createElement("p");
    says.className = "field-error";
    says.id = id;
    says.textContent = target.validationMessage;
    field.append(says);
    target.setAttribute("aria-invalid", "true");
    target.setAttribute("aria-describedby", id);
  });
}
