// What the QR code of a slip carries behind the sign # is put into the form; it never went to the server.
"use strict";
{
  const form = document.querySelector("[data-from-slip]");
  const said = decodeURIComponent(location.hash.slice(1));
  const at = said.lastIndexOf(".");
  if (form && at > 0) {
    form.elements.number.value = said.slice(0, at);
    form.elements.code.value = said.slice(at + 1);
    history.replaceState(null, "", location.pathname);
  }
}
