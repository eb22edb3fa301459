// "/" goes to the search box; j and k walk through the rows of a list; Enter opens, as on any link.
const isTyping = (element) => element.matches("input, select, textarea, [contenteditable]");

const walk = (step) => {
  const links = [...document.querySelectorAll("[data-rows] tbody th a, [data-rows] tbody td:first-child a")];
  const here = links.indexOf(document.activeElement);
  const next = here < 0 ? (step > 0 ? 0 : links.length - 1) : here + step;
  links[next]?.focus();
};

document.addEventListener("keydown", (event) => {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
  if (event.key === "/") {
    const box = document.querySelector("[type=search]");
    if (!box) return;
    event.preventDefault();
    box.select();
  } else if (event.key === "j") walk(1);
  else if (event.key === "k") walk(-1);
});
