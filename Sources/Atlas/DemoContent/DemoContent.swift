// DemoContent: the texts a fresh Atlas starts with, as plain values.
//
// Purpose: diagrams, labs, incidents, skills and study groups that the demo profile of the seed command writes.
// Neighbours: read by the seed command and by tests; it imports nothing and knows no table.
// Invariant: slugs are unique within their kind, every reference names an entry of this catalogue, and each lab's
// sample solution passes all of its checks while its wrong solution fails at least one.

/// How much a reader should know before starting.
public enum DemoDifficulty: String, Sendable, CaseIterable {
  case beginner, intermediate, advanced, expert
}

/// How much an incident hurt.
public enum DemoSeverity: String, Sendable, CaseIterable {
  case minor, major, critical
}

/// Who may find and read a study group.
public enum DemoVisibility: String, Sendable, CaseIterable {
  case `public`
  case inviteOnly = "invite_only"
  case `private`
}

/// The demo account that wrote a message; the address is the raw value at `atlas.example`.
public enum DemoAccount: String, Sendable, CaseIterable {
  case learner, learner2, creator, instructor, admin
}

/// A skill a learner can gain; a skill without a parent is a subject area.
public struct DemoSkill: Sendable {
  /// The unique key other entries refer to.
  public let slug: String
  /// The name shown to readers.
  public let name: String
  /// The slug of the area this skill belongs to, nil for an area.
  public let parentSlug: String?

  /// Makes a skill from its parts.
  public init(slug: String, name: String, parentSlug: String? = nil) {
    self.slug = slug
    self.name = name
    self.parentSlug = parentSlug
  }
}

/// A diagram with its Mermaid source and the entries it is linked to.
public struct DemoDiagram: Sendable {
  /// The unique key of the diagram.
  public let slug: String
  /// The title shown to readers.
  public let title: String
  /// One Markdown paragraph: what the diagram shows, why it matters, one trap.
  public let description: String
  /// The subject the diagram belongs to.
  public let category: String
  /// Two to five lower-case tags.
  public let tags: [String]
  /// How much a reader should know before starting.
  public let difficulty: DemoDifficulty
  /// The reading time in minutes.
  public let estimatedMinutes: Int
  /// The Mermaid source text.
  public let mermaid: String
  /// Slugs of the skills the diagram teaches.
  public let skills: [String]
  /// Slugs of the labs that practise it.
  public let labs: [String]
  /// Slugs of the incidents that illustrate it.
  public let incidents: [String]

  /// Makes a diagram from its parts.
  public init(
    slug: String, title: String, description: String, category: String, tags: [String],
    difficulty: DemoDifficulty, estimatedMinutes: Int, mermaid: String,
    skills: [String], labs: [String] = [], incidents: [String] = []
  ) {
    self.slug = slug
    self.title = title
    self.description = description
    self.category = category
    self.tags = tags
    self.difficulty = difficulty
    self.estimatedMinutes = estimatedMinutes
    self.mermaid = mermaid
    self.skills = skills
    self.labs = labs
    self.incidents = incidents
  }
}

/// A hint of a lab and the share of the score that reading it costs.
public struct DemoHint: Sendable {
  /// The hint, as Markdown.
  public let text: String
  /// The share of the full score lost by opening the hint, between 0 and 1.
  public let penalty: Double

  /// Makes a hint from its parts.
  public init(text: String, penalty: Double) {
    self.text = text
    self.penalty = penalty
  }
}

/// One rule of a lab's grader.
public struct DemoCheck: Sendable {
  /// The key of the check, unique within its lab.
  public let key: String
  /// What the check looks for, in words a learner may read.
  public let title: String
  /// The share of the score; the weights of one lab add up to 1.
  public let weight: Double
  /// The rule as a JSON object with a `kind`.
  public let ruleJSON: String

  /// Makes a check from its parts.
  public init(key: String, title: String, weight: Double, ruleJSON: String) {
    self.key = key
    self.title = title
    self.weight = weight
    self.ruleJSON = ruleJSON
  }
}

/// An exercise whose solution is one text, graded by rules, or SQL that is run.
public struct DemoLab: Sendable {
  /// The unique key of the lab.
  public let slug: String
  /// The title shown to readers.
  public let title: String
  /// One or two sentences for lists.
  public let summary: String
  /// How much a reader should know before starting.
  public let difficulty: DemoDifficulty
  /// The subject the lab belongs to.
  public let category: String
  /// Two to five lower-case tags.
  public let tags: [String]
  /// The task as Markdown, exact about the form of the solution.
  public let instructions: String
  /// The working time in minutes.
  public let estimatedMinutes: Int
  /// Hints, mildest first.
  public let hints: [DemoHint]
  /// The rules of the grader.
  public let checks: [DemoCheck]
  /// Slugs of the skills the lab practises.
  public let skills: [String]
  /// A solution that passes every check.
  public let sampleSolution: String
  /// A believable solution that fails at least one check.
  public let wrongSolution: String
  /// The SQL that the database of each run begins with; nil where solutions are texts.
  public let sqlSetup: String?

  /// Makes a lab from its parts.
  public init(
    slug: String, title: String, summary: String, difficulty: DemoDifficulty, category: String, tags: [String],
    instructions: String, estimatedMinutes: Int, hints: [DemoHint], checks: [DemoCheck], skills: [String],
    sampleSolution: String, wrongSolution: String,
    sqlSetup: String? = nil
  ) {
    self.slug = slug
    self.title = title
    self.summary = summary
    self.difficulty = difficulty
    self.category = category
    self.tags = tags
    self.instructions = instructions
    self.estimatedMinutes = estimatedMinutes
    self.hints = hints
    self.checks = checks
    self.skills = skills
    self.sampleSolution = sampleSolution
    self.wrongSolution = wrongSolution
    self.sqlSetup = sqlSetup
  }
}

/// A failure story of an invented company.
public struct DemoIncident: Sendable {
  /// The unique key of the incident.
  public let slug: String
  /// The invented or generic company it happened to.
  public let company: String
  /// The title shown to readers.
  public let title: String
  /// What happened, as Markdown.
  public let description: String
  /// The day it happened, `yyyy-mm-dd`.
  public let occurredOn: String
  /// How much it hurt.
  public let severity: DemoSeverity
  /// The cause in one or two sentences.
  public let rootCause: String
  /// What to do differently.
  public let lessons: String
  /// Two to five lower-case tags.
  public let tags: [String]

  /// Makes an incident from its parts.
  public init(
    slug: String, company: String, title: String, description: String, occurredOn: String, severity: DemoSeverity,
    rootCause: String, lessons: String, tags: [String]
  ) {
    self.slug = slug
    self.company = company
    self.title = title
    self.description = description
    self.occurredOn = occurredOn
    self.severity = severity
    self.rootCause = rootCause
    self.lessons = lessons
    self.tags = tags
  }
}

/// One message of a study group.
public struct DemoMessage: Sendable {
  /// The demo account that wrote it.
  public let author: DemoAccount
  /// The text, as Markdown.
  public let content: String

  /// Makes a message from its parts.
  public init(author: DemoAccount, content: String) {
    self.author = author
    self.content = content
  }
}

/// A study group with its first conversation, oldest message first.
public struct DemoGroup: Sendable {
  /// The name shown to readers.
  public let name: String
  /// What the group is about.
  public let description: String
  /// The subject in a few words.
  public let topic: String
  /// Who may find and read it.
  public let visibility: DemoVisibility
  /// The slug of the diagram that the group works on, if any.
  public let focus: String?
  /// The conversation, oldest first.
  public let messages: [DemoMessage]

  /// Makes a group from its parts.
  public init(
    name: String, description: String, topic: String, visibility: DemoVisibility, focus: String? = nil,
    messages: [DemoMessage]
  ) {
    self.name = name
    self.description = description
    self.topic = topic
    self.visibility = visibility
    self.focus = focus
    self.messages = messages
  }
}
