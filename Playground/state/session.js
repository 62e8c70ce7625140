// Who asks. Tokens live in memory and in the storage of this browser tab, never longer.

import { ask } from "../transport/http.js";
import { passing } from "./storage.js";

const payload = "accessToken refreshToken expiresIn mfaRequired user { id email roles profile { displayName } }";
const login = `mutation Login($email: String!, $password: String!) {
  login(email: $email, password: $password) { ${payload} }
}`;
const refresh = `mutation Refresh($input: RefreshTokenInput!) {
  refreshToken(input: $input) { auth { ${payload} } userErrors { message } }
}`;
const confirm = `mutation Confirm($input: ConfirmMfaInput!) {
  confirmMfa(input: $input) { auth { ${payload} } userErrors { message } }
}`;
const early = 30_000;

/** Says "change" when somebody signs in or out. */
export class Session extends EventTarget {
  constructor() {
    super();
    this.current = passing.read("session");
  }

  /** `{ id, email, name, roles }`, or null for a visitor. */
  get user() { return this.current?.user ?? null; }
  get needsSecondFactor() { return this.current?.needsSecondFactor ?? false; }

  async signIn(email, password) {
    const { data } = await ask(login, { email, password });
    this.begin(data.login);
  }

  /** The second step of those who have one. */
  async confirm(code) {
    const { data } = await ask(confirm, { input: { code } }, { token: this.current?.accessToken });
    if (!data.confirmMfa.auth) throw new Error(data.confirmMfa.userErrors[0]?.message ?? "The code is not right.");
    this.begin(data.confirmMfa.auth);
  }

  /** Uses a token that the user has from elsewhere, such as an API key. */
  useToken(token) {
    this.set({ accessToken: token, endsAt: Infinity, user: { id: null, name: "Own token", email: "", roles: [] } });
  }

  begin({ accessToken, refreshToken, expiresIn, mfaRequired, user }) {
    this.set({
      accessToken, refreshToken, endsAt: Date.now() + expiresIn * 1000, needsSecondFactor: mfaRequired,
      user: { id: user.id, email: user.email, name: user.profile.displayName, roles: user.roles },
    });
  }

  set(session) {
    this.current = session;
    passing.write("session", session);
    this.dispatchEvent(new Event("change"));
  }

  /** Ends the session, here at once and on the server as soon as it answers. */
  signOut() {
    const token = this.current?.refreshToken ? this.current.accessToken : null;
    this.set(null);
    if (token) ask("mutation { logout { revokedSessions } }", null, { token }).catch(() => {});
  }

  /** An access token that is good for a while yet; null for visitors. */
  async token() {
    const { endsAt, refreshToken, accessToken } = this.current ?? {};
    // `endsAt` of an own token is lost in storage: it never ends for us.
    if (!refreshToken || endsAt - Date.now() > early) return accessToken ?? null;
    this.refreshing ??= this.refresh(refreshToken).finally(() => { this.refreshing = null; });
    await this.refreshing;
    return this.current?.accessToken ?? null;
  }

  async refresh(refreshToken) {
    try {
      const { data } = await ask(refresh, { input: { refreshToken } });
      if (data.refreshToken.auth) this.begin(data.refreshToken.auth);
      else this.set(null);
    } catch {
      this.set(null);
    }
  }
}
