import AtlasAPI
import AtlasKernel
import GraphQLExecution
import GraphQLSyntax

/// `node` and `nodes`: any object by its global id, through the loader of its type, which decides who may see it.
enum NodeResolvers {
  static let node = FieldResolver<Root, API.Query.NodeArguments, API.Node?> { parents, arguments, _ in
    .loading(LoadRequest([reference(arguments.id)]))
  }

  static let nodes = FieldResolver<Root, API.Query.NodesArguments, [API.Node?]> { parents, arguments, _ in
    let count = arguments.ids.count
    return .loading(
      LoadRequest(arguments.ids.map(reference)) { objects in
        Column(.list(ListColumn(offsets: [0, Int32(truncatingIfNeeded: count)], inner: objects)))
      })
  }

  private static func reference(_ id: ID) -> (typeName: String, key: Int64)? {
    GlobalID(id.value).map { ($0.kind.typeName, $0.key) }
  }
}
