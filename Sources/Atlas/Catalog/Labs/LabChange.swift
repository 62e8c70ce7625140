import AtlasAPI
import AtlasKernel
import GraphQLExecution
import GraphQLSchema

/// What the inputs of `createLab` and `updateLab` have in common.
protocol LabInput {
  var summary: String? { get }
  var category: String? { get }
  var tags: [String]? { get }
  var estimatedTime: ISODuration? { get }
  var timeLimit: ISODuration? { get }
  var diagramIds: [ID]? { get }
  var skillIds: [ID]? { get }
  var prerequisiteIds: [ID]? { get }
  var fileUploadIds: [ID]? { get }
  var hints: [API.LabHintInput]? { get }
  var checks: [API.LabCheckInput]? { get }
  var environment: API.LabEnvironmentInput? { get }
  var status: API.PublishStatus? { get }
  var given: InputObject { get }
}

extension API.CreateLabInput: LabInput {}
extension API.UpdateLabInput: LabInput {}

/// What an author gives of a lab, checked: what is not given stays as it is, or as it is usual.
struct LabChange: Sendable {
  let title: String?
  let summary: String?
  let difficulty: API.Difficulty?
  let category: String?
  /// Each once, without space around it.
  let tags: [String]
  let instructions: String?
  let estimatedTime: ISODuration?
  let timeLimit: ISODuration?
  let status: API.PublishStatus?
  let environment: API.LabEnvironmentInput?
  let references: LabReferences
  /// Uploads that become its files.
  let fileUploadIDs: [ID]
  let hints: [API.LabHintInput]
  let checks: LabCheckList
  private let given: InputObject

  /// - Throws: every fault of the input that the schema's constraints cannot say.
  init(_ input: API.CreateLabInput) throws(UserErrors) {
    try self.init(
      input, title: input.title, difficulty: input.difficulty, instructions: input.instructions, fileIDs: [])
  }

  /// - Throws: every fault of the input that the schema's constraints cannot say.
  init(_ input: API.UpdateLabInput) throws(UserErrors) {
    try self.init(
      input, title: input.title, difficulty: input.difficulty, instructions: input.instructions,
      fileIDs: input.fileIds ?? [])
  }

  private init(
    _ input: some LabInput, title: String?, difficulty: API.Difficulty?, instructions: String?, fileIDs: [ID]
  ) throws(UserErrors) {
    self.title = title
    self.difficulty = difficulty
    self.instructions = instructions
    summary = input.summary
    category = input.category
    tags = (input.tags ?? []).distinctTags
    estimatedTime = input.estimatedTime
    timeLimit = input.timeLimit
    status = input.status
    environment = input.environment
    references = LabReferences(input, fileIDs: fileIDs)
    fileUploadIDs = input.fileUploadIds ?? []
    hints = input.hints ?? []
    checks = LabCheckList(input.checks ?? [])
    given = input.given
    var tagChecks = ContentChecks(given)
    tagChecks.tags(input.tags)
    let faults =
      (input is API.UpdateLabInput ? missing : []) + ownFaults + tagChecks.errors + references.faults + checks.faults
    if !faults.isEmpty { throw UserErrors(faults) }
  }

  /// What the environment is made by: the statements of an SQL database, or the image of a container.
  var environmentSpecification: String? { environment?.sqlSetup ?? environment?.image }
  /// What the environment is, as the database keeps it.
  var environmentKind: String? {
    if environment?.sqlSetup != nil { return "SQL" }
    return environment?.image == nil ? nil : "CONTAINER"
  }

  /// Those of its files that stay; nil for all.
  var keptFiles: [Int64]? { given.has("fileIds") ? references.keys(of: .files) : nil }

  /// Whether a member was given; null empties it.
  func has(_ member: String) -> Bool { given.has(member) }
}

extension LabChange {
  private var ownFaults: [UserError] {
    texts
      + [
        fault(ofTime: estimatedTime, "estimatedTime"), fault(ofTime: timeLimit, "timeLimit"),
        environment?.image.flatMap { LabChange.isImageName($0) ? nil : LabChange.noImageName },
      ].compactMap { $0 }
  }

  /// What a lab that is there cannot lose; for a new one, null is what is not given.
  private var missing: [UserError] {
    ["title", "difficulty", "instructions", "status"].filter { given[$0] == .null }
      .map { .input(.blank, "A lab cannot be without it.", "input", $0) }
  }

  private var texts: [UserError] {
    var faults: [UserError] = []
    if let title, title.allSatisfy(\.isWhitespace) {
      faults.append(.input(.blank, "A lab needs a title.", "input", "title"))
    }
    if let title, title.unicodeScalars.contains(where: { $0.properties.generalCategory == .control }) {
      faults.append(.input(.invalid, "A title must be one line.", "input", "title"))
    }
    if let instructions, instructions.allSatisfy(\.isWhitespace) {
      faults.append(.input(.blank, "A lab needs instructions.", "input", "instructions"))
    }
    for (index, hint) in hints.enumerated() where hint.text.allSatisfy(\.isWhitespace) {
      faults.append(.input(.blank, "A hint must say something.", "input", "hints", String(index), "text"))
    }
    return faults
  }

  /// Durations have no sign: one that is not nothing is longer than nothing.
  private func fault(ofTime time: ISODuration?, _ member: String) -> UserError? {
    guard let time, !time.text.utf8.contains(where: { (0x31...0x39).contains($0) }) else { return nil }
    return .input(.invalid, "A time is longer than nothing.", "input", member)
  }

  /// `registry.example/name:tag@digest` in ASCII; what runs containers says more.
  private static func isImageName(_ text: String) -> Bool {
    text.utf8.allSatisfy { byte in
      (0x61...0x7A).contains(byte) || (0x41...0x5A).contains(byte) || (0x30...0x39).contains(byte)
        || "._-/:@".utf8.contains(byte)
    }
  }

  private static let noImageName = UserError.input(
    .invalid, "It is no name of an image.", "input", "environment", "image")
}
