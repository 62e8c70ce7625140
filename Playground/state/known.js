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
const idPattern = /^(answer|atom|content|conversation|diagram|file|group|incident|job|lab|message|notification|quiz|report|session|user)_\d+$/;
const standard = {
  diagram: "diagram_1", lab: "lab_1", incident: "incident_1", atom: "atom_1", group: "group_1", content: "content_1",
  conversation: "conversation_1", job: "job_1", quiz: "quiz_1", answer: "answer_1", message: "message_1",
};

export class KnownIds {
  constructor(session) {
    this.session = session;
    this.seen = {};
    this.asked = new Map();
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
    if (this.session.user?.id && /"\$(group|content|conversation)"/.test(text)) {
      Object.assign(found, await this.once(this.session.user.id, () => this.findOwn()));
    }
    Object.assign(found, this.preferSeen(), { me: this.session.user?.id ?? "user_1" });
    found.now = new Date().toISOString();
    found.uuid = crypto.randomUUID?.() ?? `key-${Date.now()}`;
    return JSON.parse(text, (_, value) => (typeof value === "string" && found[value.replace(/^\$/, "")]
      && value.startsWith("$") ? found[value.slice(1)] : value));
  }

  /** Of some kinds only an answer can tell; of the others what the page looked up is as good. */
  preferSeen() {
    const kinds = ["job", "quiz", "answer", "message", "content", "conversation", "group", "notification", "report"];
    return Object.fromEntries(kinds.filter((kind) => this.seen[kind]).map((kind) => [kind, this.seen[kind]]));
  }

  once(key, find) {
    if (!this.asked.has(key)) this.asked.set(key, find().catch(() => ({})));
    return this.asked.get(key);
  }

  async findVisible() {
    const { data } = await ask(visible);
    return present({
      diagram: data.diagrams?.[0]?.id, lab: data.labs?.[0]?.id, incident: data.incidents?.nodes[0]?.id,
      atom: data.atoms?.nodes[0]?.id,
    });
  }

  async findOwn() {
    const { data } = await ask(own, null, { token: await this.session.token() });
    return present({
      group: data.currentUser?.groups?.nodes[0]?.id ?? data.studyGroups?.nodes[0]?.id,
      content: data.contents?.nodes[0]?.id, conversation: data.conversations?.nodes[0]?.id,
    });
  }
}

const present = (values) => Object.fromEntries(Object.entries(values).filter(([, value]) => value));
