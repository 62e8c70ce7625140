import GraphQLJSON
import GraphQLSchema
import GraphQLSyntax

/// Building, checking, printing and comparing schemas.
enum SchemaOperations {
  static let table: [String: ConformanceOperation] = [
    "buildSchema": { request in
      answering {
        let document = try Parser.parse(text(request, "sdl"))
        let errors = SDLValidator.validate(document)
        return errors.isEmpty ? printed(SchemaPrinter.print(SchemaBuilder.build([document]))) : failed(errors)
      }
    },
    "extendSchema": { request in
      answering {
        let base = try Parser.parse(text(request, "schema"))
        let extensionDocument = try Parser.parse(text(request, "extension"))
        let errors = SDLValidator.validate(extensionDocument, extending: SchemaBuilder.build([base]))
        return errors.isEmpty
          ? printed(SchemaPrinter.print(SchemaBuilder.build([base], extensions: [extensionDocument]))) : failed(errors)
      }
    },
    "lexicographicSortSchema": { request in
      answering { printed(SchemaPrinter.print(try schema(request, "sdl").lexicographicallySorted())) }
    },
    "buildClientSchema": { request in
      answering {
        printed(SchemaPrinter.print(try ClientSchema.build(request["introspection"]?.objectValue ?? JSONObject())))
      }
    },
    "validateSDL": { request in
      answering {
        let document = try Parser.parse(text(request, "sdl"))
        let base = request["schema"] == nil ? nil : try schema(request, "schema")
        let rules = request["rules"]?.arrayValue?.compactMap(\.stringValue)
        return failed(SDLValidator.validate(document, extending: base, rules: rules))
      }
    },
    "validateSchema": { request in answering { failed(SchemaValidator.validate(try schema(request, "sdl"))) } },
    "findBreakingChanges": { request in
      answering {
        changes(SchemaChanges.breaking(from: try schema(request, "oldSdl"), to: try schema(request, "newSdl")))
      }
    },
    "findDangerousChanges": { request in
      answering {
        changes(SchemaChanges.dangerous(from: try schema(request, "oldSdl"), to: try schema(request, "newSdl")))
      }
    },
  ]

  private static func schema(_ request: JSONObject, _ key: String) throws(GraphQLError) -> Schema {
    try SchemaBuilder.build(text(request, key))
  }

  /// Of the changes those that the recorded cases know of.
  private static func changes(_ changes: [SchemaChange]) -> JSONObject {
    [
      "changes": .array(
        changes.filter(\.kind.isOfReference).map {
          .object(["type": .string($0.kind.rawValue), "description": .string($0.description)])
        })
    ]
  }
}
