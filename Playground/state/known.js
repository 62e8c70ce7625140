// Ids that the examples need: of what is on the server, of whoever is signed in, and of what answers brought last.

import { ask } from "../transport/http.js";

const visible = `{
  diagrams(filter: { search: "token bucket", limit: 1 }) { id }
  labs(filter: { search: "retry schedule", limit: 1 }) { id }
  incidents(first: 1) { nodes { id } }
  atoms(first: 1) { nodes { id } }
}`;
const own = `query Own {
  currentUser { groups(first: 1) { nodes { id } } }
  studyGroups(first: 1) { nodes { id } }
  contents(first: 1) { nodes { id } }
  conversations(first: 1) { nodes { id } }
}`;
const open = "query Open { diagrams(filter: {completed: false, limit: 1}) { id } }";
const begin = "mutation Begin { startConversation(input: {}) { conversation { id } } }";
const idPattern = /^(answer|atom|content|conversation|diagram|file|group|incident|job|lab|message|notification|quiz|report|session|user)_\d+$/;
const standard = {
  diagram: "diagram_1", lab: "lab_1", incident: "incident_1", atom: "atom_1", group: "group_1", content: "content_1",
  conversation: "conversation_1", job: "job_1", quiz: "quiz_1", answer: "answer_1", message: "message_1",
};

const sharedKinds = ["job", "quiz", "message", "content", "group"];
const ownKinds = ["answer", "conversation", "notification", "report"];

export class KnownIds {
  constructor(session) {
    this.session = session;
    this.seen = {};
    this.asked = new Map();
    this.asker = session.user?.id;
    session.addEventListener("change", () => this.forgetOwn());
  }

  /** What somebody else may not see is no longer of use once another one asks. */
  forgetOwn() {
    if (this.asker === this.session.user?.id) return;
    this.asker = this.session.user?.id;
    for (const kind of ownKinds) delete this.seen[kind];
  }

  /**
   * Remembers the first id of each kind in an answer. What a mutation made or a subscription brought is what one goes
   * on with; a query only tells where nothing else did.
   */
  note(result, type) {
    const found = {};
    const visit = (value, depth) => {
      if (typeof value === "string") {
        const kind = idPattern.exec(value)?.[1];
        if (kind) found[kind] ??= value;
      } else if (value && typeof value === "object" && depth < 30) {
        for (const each of Object.values(value)) visit(each, depth + 1);
      }
    };
    visit(result?.data, 0);
    this.seen = type === "query" ? { ...found, ...this.seen } : { ...this.seen, ...found };
  }

  /** Variables with "$name" replaced by what is known under the name. */
  async fill(values) {
    const text = JSON.stringify(values);
    const found = { ...standard, ...(await this.once("visible", () => this.findVisible())) };
    if (this.session.user?.id) Object.assign(found, await this.findOwn(text));
    Object.assign(found, this.preferSeen(), { me: this.session.user?.id ?? "user_1" });
    found.openDiagram ??= found.diagram;
    found.openConversation = found.conversation;
    found.now = new Date().toISOString();
    found.uuid = crypto.randomUUID?.() ?? `key-${Date.now()}`;
    return JSON.parse(text, (_, value) => (typeof value === "string" && found[value.replace(/^\$/, "")]
      && value.startsWith("$") ? found[value.slice(1)] : value));
  }

  /** Of some kinds only an answer can tell; of the others what the page looked up is as good. */
  preferSeen() {
    const kinds = [...sharedKinds, ...ownKinds];
    return Object.fromEntries(kinds.filter((kind) => this.seen[kind]).map((kind) => [kind, this.seen[kind]]));
  }

  once(key, find) {
    const forget = () => {
      this.asked.delete(key);
      return {};
    };
    if (!this.asked.has(key)) this.asked.set(key, find().catch(forget));
    return this.asked.get(key);
  }

  async findVisible() {
    const { data } = await ask(visible);
    return present({
      diagram: data.diagrams?.[0]?.id, lab: data.labs?.[0]?.id, incident: data.incidents?.nodes[0]?.id,
      atom: data.atoms?.nodes[0]?.id,
    });
  }

  /** What depends on who asks, where this text wants it. */
  async findOwn(text) {
    const wants = (names) => new RegExp(`"\\$(${names})"`).test(text);
    const { id } = this.session.user;
    const found = wants("group|content|conversation|openConversation")
      ? { ...(await this.once(id, () => this.findTheirs())) } : {};
    if (wants("openConversation") && !this.seen.conversation) {
      found.conversation ??= (await this.once(`conversation of ${id}`, () => this.beginConversation())).conversation;
    }
    // Whatever is completed is no longer open: asked anew each time.
    if (wants("openDiagram")) Object.assign(found, await this.findOpenDiagram().catch(() => ({})));
    return present(found);
  }

  async findTheirs() {
    const { data } = await this.askSignedIn(own);
    return present({
      group: data.currentUser?.groups?.nodes[0]?.id ?? data.studyGroups?.nodes[0]?.id,
      content: data.contents?.nodes[0]?.id, conversation: data.conversations?.nodes[0]?.id,
    });
  }

  async findOpenDiagram() {
    const { data } = await this.askSignedIn(open);
    return present({ openDiagram: data.diagrams[0]?.id });
  }

  async beginConversation() {
    const { data } = await this.askSignedIn(begin);
    return present({ conversation: data.startConversation.conversation?.id });
  }

  async askSignedIn(query) { return ask(query, null, { token: await this.session.token() }); }
}

const present = (values) => Object.fromEntries(Object.entries(values).filter(([, value]) => value));
