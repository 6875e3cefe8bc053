// Around htmx on the search for projects: keeps open what the reader has opened, keeps the focus where she is, and lets
// the links to the other languages follow the address. When a swap fails, the browser loads the page itself.
"use strict";

let open = [];
let focused = "";

document.addEventListener("htmx:beforeSwap", () => {
  open = [...document.querySelectorAll("#found details[open]")].map((details) => details.id);
  focused = document.activeElement.id;
});

document.addEventListener("htmx:afterSwap", () => {
  for (const id of open) if (id) document.getElementById(id)?.setAttribute("open", "");
});

document.addEventListener("htmx:afterSettle", () => {
  for (const link of document.querySelectorAll(".langs a")) link.search = location.search;
  if (document.activeElement !== document.body) return;
  // htmx could not give the focus back to what stood in a fold that was opened only afterwards.
  document.getElementById(focused)?.focus({ preventScroll: true });
  if (document.activeElement === document.body) document.getElementById("results").focus();
});

for (const failure of ["htmx:responseError", "htmx:sendError"]) {
  document.addEventListener(failure, ({ detail }) => location.assign(detail.pathInfo.finalRequestPath));
}
