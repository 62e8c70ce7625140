import GraphQLJSON
import GraphQLSyntax

/// Parsing, printing and rearranging documents.
enum SyntaxOperations {
  static let table: [String: ConformanceOperation] = [
    "parse": { request in
      answering {
        let limits = Parser.Limits(maxTokens: request["options"]?.objectValue?["maxTokens"]?.integer)
        return printed(Printer.print(try Parser.parse(text(request, "source"), limits: limits)))
      }
    },
    "parseValue": { request in answering { try value(request, isConst: false) } },
    "parseConstValue": { request in answering { try value(request, isConst: true) } },
    "parseType": { request in
      answering {
        let (document, type) = try Parser.parseType(text(request, "source"))
        return printed(Printer.print(document, type), ast: tree(document, type))
      }
    },
    "stripIgnoredCharacters": { request in
      answering { printed(try IgnoredCharacters.strip(text(request, "source"))) }
    },
    "separateOperations": { request in
      answering {
        let parts = try Parser.parse(text(request, "source")).separatedOperations()
        let operations = parts.map { part -> JSONValue in
          .object(["name": .string(part.name), "printed": .string(Printer.print(part.document))])
        }
        return ["operations": .array(operations)]
      }
    },
    "concatAST": { request in
      answering {
        var documents: [Document] = []
        for source in request["sources"]?.arrayValue ?? [] {
          documents.append(try Parser.parse(source.stringValue ?? ""))
        }
        return printed(Printer.print(.concatenating(documents)))
      }
    },
  ]

  private static func value(_ request: JSONObject, isConst: Bool) throws(GraphQLError) -> JSONObject {
    let (document, value) = try Parser.parseValue(text(request, "source"), isConst: isConst)
    return printed(Printer.print(document, value), ast: tree(document, value))
  }

  /// The tree of a value or type, as the cases write it.
  private static func tree(_ document: Document, _ node: NodeID) -> JSONValue {
    let children = JSONValue.array(document.children(node).map { tree(document, $0) })
    let name = JSONValue.string(document.name(node))
    let type = document.type(node).map { tree(document, $0) } ?? .null
    switch document.kind(node) {
    case .variable: return .object(["kind": .string("Variable"), "name": name])
    case .intValue: return leaf("IntValue", .string(document.sourceText(node)))
    case .floatValue: return leaf("FloatValue", .string(document.sourceText(node)))
    case .enumValue: return leaf("EnumValue", name)
    case .booleanValue: return leaf("BooleanValue", .boolean(document.booleanValue(node)))
    case .nullValue: return .object(["kind": .string("NullValue")])
    case .stringValue:
      return .object([
        "kind": .string("StringValue"), "value": .string(document.stringValue(node)),
        "block": .boolean(document.isBlockString(node)),
      ])
    case .listValue: return .object(["kind": .string("ListValue"), "values": children])
    case .objectValue: return .object(["kind": .string("ObjectValue"), "fields": children])
    case .objectField:
      return .object(["name": name, "value": document.value(node).map { tree(document, $0) } ?? .null])
    case .namedType: return .object(["kind": .string("NamedType"), "name": name])
    case .listType: return .object(["kind": .string("ListType"), "type": type])
    case .nonNullType: return .object(["kind": .string("NonNullType"), "type": type])
    default: return .null
    }
  }

  private static func leaf(_ kind: String, _ value: JSONValue) -> JSONValue {
    .object(["kind": .string(kind), "value": value])
  }
}

/// The text member of a request.
func text(_ request: JSONObject, _ key: String) -> String { request[key]?.stringValue ?? "" }

/// The answer with a printed text.
func printed(_ text: String, ast: JSONValue? = nil) -> JSONObject {
  var answer: JSONObject = ["ok": .boolean(true), "printed": .string(text)]
  answer["ast"] = ast
  return answer
}

/// The answer with errors.
func failed(_ errors: [GraphQLError]) -> JSONObject { ["errors": .array(errors.map { .object($0.conformanceForm) })] }

/// The result of an operation, or its error as the answer; nil for an error that no case expects.
func answering(_ operation: () throws -> JSONObject) -> JSONObject? {
  do {
    return try operation()
  } catch {
    return (error as? GraphQLError).map { failed([$0]) }
  }
}

extension GraphQLError {
  /// The error as the cases write it.
  var conformanceForm: JSONObject {
    var result: JSONObject = ["message": .string(message)]
    if !locations.isEmpty {
      result["locations"] = .array(
        locations.map { .object(["line": .integer($0.line), "column": .integer($0.column)]) })
    }
    if let path {
      result["path"] = .array(
        path.map { element in
          switch element {
          case .key(let key): .string(key)
          case .index(let index): .integer(index)
          }
        })
    }
    return result
  }
}

extension JSONValue {
  /// The number, when this is an integer.
  var integer: Int? {
    if case .number(let text) = self { Int(text) } else { nil }
  }
}
