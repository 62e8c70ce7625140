// Who asks: signing in with a demo account by one click in development, and by the ordinary form anywhere.

import { button, byId, element } from "./dom.js";

const demoAccounts = [
  ["learner", "takes lessons, STUDENT"], ["learner2", "another learner, for groups"],
  ["creator", "writes content, CREATOR"], ["instructor", "teaches, INSTRUCTOR"], ["admin", "may do everything, ADMIN"],
];
const demoPassword = "atlas-demo-password";

export function mountAccount({ session, settings, source }) {
  const opener = byId("account");
  const dialog = byId("account-dialog");
  const message = element("p", { class: "bad", role: "alert", hidden: true });
  const say = (text) => {
    message.textContent = text ?? "";
    message.hidden = !text;
  };
  const attempt = async (work) => {
    say(null);
    dialog.inert = true;
    try {
      await work();
      if (!session.needsSecondFactor) dialog.close();
    } catch (fault) {
      say(fault.message);
    } finally {
      dialog.inert = false;
    }
  };

  const draw = () => {
    const { user } = session;
    opener.replaceChildren(
      user ? element("span", { class: "avatar", "aria-hidden": "true" }, user.name[0].toUpperCase()) : "",
      element("span", { class: "account-name" }, user ? user.name : "Sign in"));
    opener.classList.toggle("primary", !user);
    dialog.replaceChildren(
      element("div", { class: "sheet-head" }, element("h2", {}, user ? "Who asks" : "Sign in"),
        button("Close", () => dialog.close(), { class: "small" })),
      ...(user ? drawUser(session) : []),
      ...(session.needsSecondFactor ? drawSecondFactor(session, attempt) : []),
      ...(settings.development ? drawDemo(session, attempt) : []),
      drawForm(session, attempt), drawToken(session, dialog), message);
  };
  opener.addEventListener("click", () => {
    draw();
    dialog.showModal();
    opener.setAttribute("aria-expanded", "true");
  });
  dialog.addEventListener("close", () => opener.setAttribute("aria-expanded", "false"));
  dialog.addEventListener("click", (event) => event.target === dialog && dialog.close());
  session.addEventListener("change", () => {
    draw();
    if (!source.schema) source.load();
  });
  draw();
}

function drawUser(session) {
  const { user } = session;
  return [element("div", { class: "whoami" },
    element("p", {}, element("strong", {}, user.name), element("br"), element("span", { class: "faint" },
      [user.email, user.id, user.roles.join(", ")].filter(Boolean).join(" · "))),
    button("Sign out", () => session.signOut()))];
}

function drawDemo(session, attempt) {
  return [
    element("h3", {}, "Demo accounts"),
    element("div", { class: "accounts" }, ...demoAccounts.map(([name, about]) => {
      const email = `${name}@atlas.example`;
      return element("button", {
        type: "button", "aria-pressed": String(session.user?.email === email),
        on: { click: () => attempt(() => session.signIn(email, demoPassword)) },
      }, element("strong", {}, name), element("span", { class: "faint" }, about));
    })),
  ];
}

function drawForm(session, attempt) {
  const email = element("input", { type: "email", autocomplete: "username", required: true });
  const password = element("input", { type: "password", autocomplete: "current-password", required: true });
  const form = element("form", {}, element("h3", {}, "Address and password"),
    element("label", {}, "Address", email), element("label", {}, "Password", password),
    element("button", { type: "submit", class: "primary" }, "Sign in"));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    attempt(() => session.signIn(email.value, password.value));
  });
  return form;
}

function drawSecondFactor(session, attempt) {
  const code = element("input", { inputmode: "numeric", autocomplete: "one-time-code", required: true });
  const form = element("form", {}, element("label", {}, "Code of your second factor", code),
    element("button", { type: "submit", class: "primary" }, "Confirm"));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    attempt(() => session.confirm(code.value));
  });
  return [form];
}

/** An API key or a token from elsewhere. */
function drawToken(session, dialog) {
  const token = element("input", { type: "password", autocomplete: "off", required: true, spellcheck: "false" });
  const form = element("form", {}, element("label", {}, "Access token or API key", token),
    element("button", { type: "submit" }, "Use it"));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    session.useToken(token.value.trim());
    dialog.close();
  });
  return element("details", {}, element("summary", {}, "Use a token of your own"), form);
}
