// Adds "Use my location" to each finder. Asks the browser for the position only when the button is clicked, and sends
// it to the finder's own page, rounded to about a hundred metres. Texts come from the form, in the reader's language.
"use strict";

for (const form of document.querySelectorAll("form.finder[data-locate]")) {
  const says = form.querySelector("[role=status]");
  const button = document.createElement("button");
  button.type = "button";
  button.className = "button quiet";
  button.textContent = form.dataset.locate;
  button.addEventListener("click", () => {
    says.textContent = form.dataset.locating;
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        const position = new URLSearchParams({ lat: coords.latitude.toFixed(3), lon: coords.longitude.toFixed(3) });
        location.assign(`${form.action}?${position}`);
      },
      () => { says.textContent = form.dataset.notLocated; },
      { maximumAge: 600000, timeout: 15000 },
    );
  });
  if ("geolocation" in navigator && !form.querySelector("button[type=button]")) says.before(button);
}
