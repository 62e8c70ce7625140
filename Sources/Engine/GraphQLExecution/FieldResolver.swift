import GraphQLSchema
public import GraphQLSyntax

/// What a resolver answers: a column, or the way to one.
public enum Resolution: Sendable {
  /// The column is here.
  case ready(Column)
  /// Work that has begun; the closure waits for its end. The executor begins all of a wave before it waits for any.
  case pending(@Sendable () async throws -> Column)
  /// Entities to be fetched by their type's loader, together with those of all other fields of the wave.
  case loading(LoadRequest)
  /// The same where work must end before it is known which entities: the closure waits for that. They are fetched with
  /// those of the next wave.
  case referring(@Sendable () async throws -> LoadRequest)
}

/// How one field is resolved: all parents in, one column out.
///
/// `Source` is what the parent type is resolved from, `Arguments` the generated struct of the field's arguments,
/// `Output` the Swift form of the field's type, so that the compiler checks resolvers against the schema.
public struct FieldResolver<Source: ObjectSource, Arguments: ArgumentSet, Output: OutputType>: Sendable {
  /// Resolves a field for all parents.
  public typealias Resolve = @Sendable (Batch<Source>, Arguments, ExecutionContext) throws -> Resolution
  /// The same, told what is selected below the field.
  public typealias ResolveSelected =
    @Sendable (Batch<Source>, Arguments, Selected, ExecutionContext) throws ->
    Resolution

  /// Opens a list whose items are handed over as they come.
  public typealias StreamItems = @Sendable (Batch<Source>, Arguments, Selected, ExecutionContext) throws -> ItemSource

  @usableFromInline let resolve: ResolveSelected
  @usableFromInline let reads: Selected
  @usableFromInline var subscribe: (@Sendable (Arguments, ExecutionContext) async throws -> SourceStream)?
  @usableFromInline var stream: StreamItems?

  /// The general form; the others are made from it.
  ///
  /// - Parameter reads: the parts of its parent that the field looks at.
  @inlinable
  public init(reads: Selected = .all, _ resolve: @escaping Resolve) {
    self.init(reads: reads, selecting: { parents, arguments, _, context in try resolve(parents, arguments, context) })
  }

  /// The same for fields that ask their data source only for what is selected below them.
  @inlinable
  public init(reads: Selected = .all, selecting resolve: @escaping ResolveSelected) {
    self.resolve = resolve
    self.reads = reads
  }

  /// The same field, whose items can also be had one after the other, for `@stream`.
  ///
  /// - Parameter stream: opens the list of the only parent.
  @inlinable
  public func streaming(_ stream: @escaping StreamItems) -> Self {
    var field = self
    field.stream = stream
    return field
  }

  /// A column computed at once from all parents.
  @inlinable
  public static func batch(
    _ resolve: @escaping @Sendable (Batch<Source>, Arguments, ExecutionContext) throws -> ColumnOf<Output>
  ) -> Self {
    Self { parents, arguments, context in .ready(try resolve(parents, arguments, context).column) }
  }

  /// A column that takes waiting: a statement, a provider call. One task per batch, begun at once.
  public static func fetch(
    _ resolve: @escaping @Sendable (Batch<Source>, Arguments, ExecutionContext) async throws -> ColumnOf<Output>
  ) -> Self {
    Self { parents, arguments, context in
      let task = Task.immediate(executorPreference: context.executor) {
        try await resolve(parents, arguments, context).column
      }
      return .pending {
        try await withTaskCancellationHandler {
          try await task.value
        } onCancel: {
          task.cancel()
        }
      }
    }
  }
}

extension FieldResolver where Output: LeafOutput {
  /// A value computed from each parent.
  @inlinable
  public static func value(_ transform: @escaping @Sendable (Source) -> Output) -> Self {
    Self { parents, _, _ in .ready(ColumnOf<Output>.values(parents.map(transform)).column) }
  }
}

/// A field resolver whose types only it knows: what the executor calls, once per plan node.
public struct AnyFieldResolver: Sendable {
  @usableFromInline let decodeArguments: @Sendable (InputArguments) throws(GraphQLError) -> any Sendable
  @usableFromInline let resolve: @Sendable (any AnyBatch, any Sendable, Selected, ExecutionContext) throws -> Resolution
  @usableFromInline let reads: Selected
  @usableFromInline let subscribe: (@Sendable (any Sendable, ExecutionContext) async throws -> SourceStream)?
  @usableFromInline
  let stream: (@Sendable (any AnyBatch, any Sendable, Selected, ExecutionContext) throws -> ItemSource)?

  /// A field resolver without its types.
  @inlinable
  public init<Source, Arguments, Output>(_ field: FieldResolver<Source, Arguments, Output>) {
    decodeArguments = { arguments throws(GraphQLError) in try Arguments(arguments) }
    let resolve = field.resolve
    reads = field.reads
    let batchType = ObjectIdentifier(Batch<Source>.self)
    self.resolve = { parents, arguments, selected, context in
      // A cast to a generic class looks its type up each time; comparing identities is all that it comes to.
      guard ObjectIdentifier(type(of: parents)) == batchType, let typed = arguments as? Arguments else {
        preconditionFailure("a field of \(Source.self) was called with parents \(type(of: parents))")
      }
      // Safe: the class is this one, and it is final.
      return try resolve(unsafe unsafeDowncast(parents, to: Batch<Source>.self), typed, selected, context)
    }
    if let stream = field.stream {
      self.stream = { parents, arguments, selected, context in
        guard let parents = parents as? Batch<Source>, let arguments = arguments as? Arguments else {
          preconditionFailure("a streamed field of \(Source.self) was called with parents \(type(of: parents))")
        }
        return try stream(parents, arguments, selected, context)
      }
    } else {
      stream = nil
    }
    if let subscribe = field.subscribe {
      self.subscribe = { arguments, context in
        guard let typed = arguments as? Arguments else {
          preconditionFailure("a subscription field was called with arguments \(type(of: arguments))")
        }
        return try await subscribe(typed, context)
      }
    } else {
      subscribe = nil
    }
  }

  /// A resolver without static types, for schemas that are known at run time only.
  public init(
    resolve: @escaping @Sendable (any AnyBatch, InputArguments, ExecutionContext) throws -> Resolution,
    subscribe: (@Sendable (InputArguments, ExecutionContext) async throws -> SourceStream)? = nil
  ) {
    decodeArguments = { arguments throws(GraphQLError) in arguments }
    reads = .all
    stream = nil
    self.resolve = { parents, arguments, _, context in
      guard let arguments = arguments as? InputArguments else { preconditionFailure("arguments were not decoded") }
      return try resolve(parents, arguments, context)
    }
    if let subscribe {
      self.subscribe = { arguments, context in
        guard let arguments = arguments as? InputArguments else { preconditionFailure("arguments were not decoded") }
        return try await subscribe(arguments, context)
      }
    } else {
      self.subscribe = nil
    }
  }
}

/// The resolvers of all fields of one object type; generated from the schema as a struct with one property per field.
public protocol FieldSet: Sendable {
  /// What the type's fields are resolved from.
  associatedtype Source: ObjectSource
  /// The object type's name in the schema.
  static var typeName: String { get }
  /// Every field of the type with its resolver.
  var resolvers: [(field: String, resolver: AnyFieldResolver)] { get }
}
