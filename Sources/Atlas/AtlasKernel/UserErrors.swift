public import AtlasAPI
public import GraphQLExecution

/// Why a mutation did nothing, for its payload: something that the caller can mend (`UserError` of the schema).
public struct UserError: ObjectSource, Equatable {
  /// Which type of the schema it is, with what only that type has.
  public enum Kind: Sendable, Equatable {
    case input
    case notFound(GlobalID?)
    case staleVersion(Int, current: GlobalID)
    case state(String, allowed: [String])
    case quota(limit: Int64, used: Int64, resetsAt: DateTime)
  }

  /// Which type of the schema it is.
  public let kind: Kind
  /// What kind of mistake, for programs.
  public let code: API.UserErrorCode
  /// For people.
  public let message: String
  /// The path into the mutation's arguments; empty where no argument is at fault.
  public let field: [String]

  /// An error of any type.
  public init(_ kind: Kind, _ code: API.UserErrorCode, _ message: String, field: [String] = []) {
    self.kind = kind
    self.code = code
    self.message = message
    self.field = field
  }

  /// A value of the input that will not do.
  public static func input(_ code: API.UserErrorCode, _ message: String, _ field: String...) -> UserError {
    UserError(.input, code, message, field: field)
  }

  /// The input names something that is not there, or that the viewer may not see.
  ///
  /// - Parameter what: the object in words: `"session"`.
  public static func notFound(_ what: String, _ missing: GlobalID? = nil, _ field: String...) -> UserError {
    UserError(.notFound(missing), .notFound, "There is no such \(what).", field: field)
  }

  /// Somebody else changed the object after it was read.
  public static func stale(_ current: GlobalID, version: Int) -> UserError {
    UserError(
      .staleVersion(version, current: current), .staleVersion, "It was changed by somebody else: read it anew.",
      field: ["input", "expectedVersion"])
  }

  /// The object is in a state that does not allow it.
  public static func state(_ current: String, allowed: [String], _ message: String) -> UserError {
    UserError(.state(current, allowed: allowed), .state, message)
  }

  /// More than what is allowed for a while.
  public static func quota(
    limit: Int64, used: Int64, resetsAt: DateTime, _ message: String, _ field: String...
  ) -> UserError {
    UserError(.quota(limit: limit, used: used, resetsAt: resetsAt), .quotaExceeded, message, field: field)
  }

  fileprivate var typeName: String {
    switch kind {
    case .input: API.InputError.typeName
    case .notFound: API.NotFoundError.typeName
    case .staleVersion: API.StaleVersionError.typeName
    case .state: API.StateError.typeName
    case .quota: API.QuotaError.typeName
    }
  }
}

/// What a mutation throws to answer user errors instead of its outcome.
public struct UserErrors: Error, Sendable, Equatable {
  /// All of them; one at least.
  public let errors: [UserError]

  /// These errors.
  public init(_ errors: UserError...) { self.errors = errors }
  /// These errors.
  public init(_ errors: [UserError]) { self.errors = errors }
}

/// The source of a payload: the outcome of a mutation, or why there is none.
public struct Payload<Outcome: Sendable>: ObjectSource {
  /// What the mutation came to.
  public let result: Result<Outcome, UserErrors>

  /// The outcome; nil where there are user errors.
  public var outcome: Outcome? { try? result.get() }

  fileprivate var errors: [UserError] {
    if case .failure(let failure) = result { failure.errors } else { [] }
  }
}

extension FieldResolver where Source == Root, Output: CompositeOutput {
  /// A mutation that answers a payload: what it throws as `UserErrors` becomes its `userErrors`, other errors are errors
  /// of the field.
  public static func payload<Outcome: Sendable>(
    _ perform: @escaping @Sendable (Arguments, ExecutionContext) async throws -> Outcome
  ) -> Self {
    .fetch { _, arguments, context in
      let payload: Payload<Outcome>
      do {
        payload = Payload(result: .success(try await perform(arguments, context)))
      } catch let errors as UserErrors {
        payload = Payload(result: .failure(errors))
      }
      return .objects([payload])
    }
  }
}

extension FieldResolver where Output == [API.UserError] {
  /// The user errors of a payload.
  public static func userErrors<Outcome>() -> Self where Source == Payload<Outcome> {
    .batch { payloads, _, _ in
      let lists = payloads.map(\.errors)
      let errors = lists.flatMap { $0 }
      var types: [String] = []
      let groupOfPosition = errors.map { error in
        if let known = types.firstIndex(of: error.typeName) { return known }
        types.append(error.typeName)
        return types.count - 1
      }
      var rows: [Int32] = []
      var groups: [[UserError]] = types.map { _ in [] }
      for (error, group) in zip(errors, groupOfPosition) {
        rows.append(Int32(truncatingIfNeeded: groups[group].count))
        groups[group].append(error)
      }
      let objects = ObjectColumn(
        groups: zip(types, groups).map { ObjectColumn.Group(typeName: $0, batch: Batch<UserError>($1)) },
        groupOfPosition: groupOfPosition.map { UInt16(truncatingIfNeeded: $0) }, rows: rows)
      return ColumnOf(
        unchecked: Column(
          .list(
            ListColumn(
              offsets: ColumnOf<[API.UserError]>.offsets(lists.map(\.count)), inner: Column(.objects(objects))))))
    }
  }
}

extension UserError {
  /// Adds the types of the schema that user errors may have.
  public static func register(in map: inout ResolverMap) {
    map.add(inputErrors)
    map.add(notFoundErrors)
    map.add(staleVersionErrors)
    map.add(stateErrors)
    map.add(quotaErrors)
  }

  private static let inputErrors = API.InputError.Fields<UserError>(
    message: .value { $0.message }, code: .value { $0.code }, field: .value { $0.shownField })

  private static let notFoundErrors = API.NotFoundError.Fields<UserError>(
    message: .value { $0.message }, code: .value { $0.code }, field: .value { $0.shownField },
    missingId: .value { error in
      if case .notFound(let id?) = error.kind { id.id } else { nil }
    })

  private static let staleVersionErrors = API.StaleVersionError.Fields<UserError>(
    message: .value { $0.message }, code: .value { $0.code }, field: .value { $0.shownField },
    currentVersion: .value { error in
      if case .staleVersion(let version, _) = error.kind { version } else { 0 }
    },
    current: FieldResolver { errors, _, _ in
      .loading(
        LoadRequest(
          errors.map { error in
            if case .staleVersion(_, let id) = error.kind { (id.kind.typeName, id.key) } else { nil }
          }))
    })

  private static let stateErrors = API.StateError.Fields<UserError>(
    message: .value { $0.message }, code: .value { $0.code }, field: .value { $0.shownField },
    currentState: .value { error in
      if case .state(let current, _) = error.kind { current } else { "" }
    },
    allowedStates: .value { error in
      if case .state(_, let allowed) = error.kind { allowed } else { [] }
    })

  private static let quotaErrors = API.QuotaError.Fields<UserError>(
    message: .value { $0.message }, code: .value { $0.code }, field: .value { $0.shownField },
    limit: .value { error in
      if case .quota(let limit, _, _) = error.kind { Int(clamping: limit) } else { 0 }
    },
    used: .value { error in
      if case .quota(_, let used, _) = error.kind { Int(clamping: used) } else { 0 }
    },
    resetsAt: .value { error in
      if case .quota(_, _, let end) = error.kind { end } else { DateTime(microsecondsSince1970: 0) }
    })

  private var shownField: [String]? { field.isEmpty ? nil : field }
}
