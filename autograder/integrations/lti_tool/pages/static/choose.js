// A tab that a frame opened returns the choice to the frame, since only the platform's page around the frame can receive it.
function handBack(form) {
  return new Promise((done) => {
    if (!opener || opener.closed) return done(false);
    addEventListener("message", (said) => {
      if (said.origin === location.origin && said.source === opener && said.data.taken) done(true);
    });
    opener.postMessage({ choice: { address: form.action, token: form.elements.JWT.value } }, location.origin);
    setTimeout(() => done(false), 3000);
  });
}

for (const form of document.querySelectorAll("form.card")) {
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const taken = await handBack(form);
    for (const other of document.querySelectorAll("form.card")) other.hidden = true;
    document.getElementById(taken ? "taken" : "alone").hidden = false;
    if (taken) close();
  });
}
