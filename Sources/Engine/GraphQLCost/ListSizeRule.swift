import GraphQLSchema
import GraphQLSyntax

/// What one `@listSize` says.
struct ListSizeRule: Sendable {
  /// The paths of the arguments that say how many items are asked for: `["filter", "limit"]`.
  var slicingArguments: [[String]] = []
  /// The size where none of them is given.
  var defaultSize: Int
  /// The fields of the answered object that are lists of that size.
  var sizedFields: [String] = []

  /// A list of a size that no argument changes.
  init(assumedSize: Int) { defaultSize = max(0, assumedSize) }

  init(_ directive: AppliedDirective) {
    slicingArguments = directive.names("slicingArguments").map { path in
      path.split(separator: ".", omittingEmptySubsequences: false).map { String($0) }
    }
    sizedFields = directive.names("sizedFields")
    defaultSize = max(0, directive.size("slicingArgumentDefaultValue") ?? directive.size("assumedSize") ?? 1)
  }
}

extension AppliedDirective {
  /// The strings in a list argument.
  func names(_ argument: String) -> [String] {
    switch self.argument(argument) {
    case .list(let values):
      values.compactMap { value in
        if case .string(let name, _) = value { name } else { nil }
      }
    case .string(let name, _): [name]
    default: []
    }
  }

  fileprivate func size(_ argument: String) -> Int? {
    if case .int(let digits)? = self.argument(argument) { Int(digits) } else { nil }
  }
}

/// The size of a list: known with the document, or with the values of variables.
enum ListSize: Hashable, Sendable {
  case constant(Int)
  case greatest(SlicingArguments)

  /// The slicing arguments of one field: the greatest that is given counts.
  struct SlicingArguments: Hashable, Sendable {
    /// The greatest of those that are literals.
    var literal: Int?
    var variables: [Variable] = []
    /// The size where none is given.
    var defaultSize: Int
  }

  /// A slicing argument that is in a variable.
  struct Variable: Hashable, Sendable {
    let name: String
    /// The way to it inside the variable's value.
    let path: ArraySlice<String>
    /// What the schema's default says where the variable has no value.
    let defaultSize: Int?
  }

  /// - Parameter variables: the coerced values of the variables.
  func value(_ variables: [String: InputValue]) -> Int {
    switch self {
    case .constant(let size): return size
    case .greatest(let arguments):
      var greatest = arguments.literal
      for variable in arguments.variables {
        let size = variables[variable.name].map { $0.size(at: variable.path) } ?? variable.defaultSize
        if let size { greatest = max(greatest ?? 0, size) }
      }
      return max(0, greatest ?? arguments.defaultSize)
    }
  }
}

extension InputValue {
  /// The number at a path of input fields; nil where there is none.
  fileprivate func size(at path: ArraySlice<String>) -> Int? {
    switch self {
    case .int(let number): path.isEmpty ? number : nil
    case .object(let object): path.first.flatMap { object[$0] }?.size(at: path.dropFirst())
    default: nil
    }
  }
}
