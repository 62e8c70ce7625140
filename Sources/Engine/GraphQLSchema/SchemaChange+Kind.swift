extension SchemaChange {
  /// The kinds of changes. Those that the reference implementation (graphql-js) finds, too, have its names.
  public enum Kind: String, Sendable, CaseIterable {
    // MARK: Breaking

    case typeRemoved = "TYPE_REMOVED"
    case typeChangedKind = "TYPE_CHANGED_KIND"
    case typeRemovedFromUnion = "TYPE_REMOVED_FROM_UNION"
    case valueRemovedFromEnum = "VALUE_REMOVED_FROM_ENUM"
    case requiredInputFieldAdded = "REQUIRED_INPUT_FIELD_ADDED"
    case implementedInterfaceRemoved = "IMPLEMENTED_INTERFACE_REMOVED"
    case fieldRemoved = "FIELD_REMOVED"
    case fieldChangedKind = "FIELD_CHANGED_KIND"
    case requiredArgumentAdded = "REQUIRED_ARG_ADDED"
    case argumentRemoved = "ARG_REMOVED"
    case argumentChangedKind = "ARG_CHANGED_KIND"
    case directiveRemoved = "DIRECTIVE_REMOVED"
    case directiveArgumentRemoved = "DIRECTIVE_ARG_REMOVED"
    case requiredDirectiveArgumentAdded = "REQUIRED_DIRECTIVE_ARG_ADDED"
    case directiveRepeatableRemoved = "DIRECTIVE_REPEATABLE_REMOVED"
    case directiveLocationRemoved = "DIRECTIVE_LOCATION_REMOVED"
    /// A non-null argument lost its default.
    case argumentBecameRequired = "ARG_BECAME_REQUIRED"
    /// A non-null input field lost its default.
    case inputFieldBecameRequired = "INPUT_FIELD_BECAME_REQUIRED"
    /// An input object takes exactly one field now.
    case oneOfAdded = "ONE_OF_ADDED"
    /// An operation has another root type, or none.
    case rootTypeChanged = "ROOT_TYPE_CHANGED"

    // MARK: Dangerous

    case valueAddedToEnum = "VALUE_ADDED_TO_ENUM"
    case typeAddedToUnion = "TYPE_ADDED_TO_UNION"
    case optionalInputFieldAdded = "OPTIONAL_INPUT_FIELD_ADDED"
    case optionalArgumentAdded = "OPTIONAL_ARG_ADDED"
    case implementedInterfaceAdded = "IMPLEMENTED_INTERFACE_ADDED"
    case argumentDefaultValueChange = "ARG_DEFAULT_VALUE_CHANGE"
    case inputFieldDefaultValueChange = "INPUT_FIELD_DEFAULT_VALUE_CHANGE"
    /// A scalar has another specification.
    case specifiedByChanged = "SPECIFIED_BY_CHANGED"
    /// What a directive applied to a definition means only its server knows: it may be a right or a limit.
    case appliedDirectiveAdded = "APPLIED_DIRECTIVE_ADDED"
    case appliedDirectiveRemoved = "APPLIED_DIRECTIVE_REMOVED"
    case appliedDirectiveChanged = "APPLIED_DIRECTIVE_CHANGED"

    // MARK: Safe

    case typeAdded = "TYPE_ADDED"
    case fieldAdded = "FIELD_ADDED"
    case directiveAdded = "DIRECTIVE_ADDED"
    case directiveRepeatableAdded = "DIRECTIVE_REPEATABLE_ADDED"
    case directiveLocationAdded = "DIRECTIVE_LOCATION_ADDED"
    case optionalDirectiveArgumentAdded = "OPTIONAL_DIRECTIVE_ARG_ADDED"
    case fieldChangedKindSafe = "FIELD_CHANGED_KIND_SAFE"
    case argumentChangedKindSafe = "ARG_CHANGED_KIND_SAFE"
    case argumentDefaultValueAdded = "ARG_DEFAULT_VALUE_ADDED"
    case inputFieldDefaultValueAdded = "INPUT_FIELD_DEFAULT_VALUE_ADDED"
    case descriptionChanged = "DESCRIPTION_CHANGED"
    case deprecationAdded = "DEPRECATION_ADDED"
    case deprecationRemoved = "DEPRECATION_REMOVED"
    case deprecationReasonChanged = "DEPRECATION_REASON_CHANGED"
    /// An input object takes any of its fields now.
    case oneOfRemoved = "ONE_OF_REMOVED"
    /// An operation has a root type that it had not.
    case rootTypeAdded = "ROOT_TYPE_ADDED"
  }
}

extension SchemaChange.Kind {
  /// How much harm changes of this kind can do.
  public var severity: SchemaChange.Severity {
    switch self {
    case .typeRemoved, .typeChangedKind, .typeRemovedFromUnion, .valueRemovedFromEnum, .requiredInputFieldAdded,
      .implementedInterfaceRemoved, .fieldRemoved, .fieldChangedKind, .requiredArgumentAdded, .argumentRemoved,
      .argumentChangedKind, .directiveRemoved, .directiveArgumentRemoved, .requiredDirectiveArgumentAdded,
      .directiveRepeatableRemoved, .directiveLocationRemoved, .argumentBecameRequired, .inputFieldBecameRequired,
      .oneOfAdded, .rootTypeChanged:
      .breaking
    case .valueAddedToEnum, .typeAddedToUnion, .optionalInputFieldAdded, .optionalArgumentAdded,
      .implementedInterfaceAdded, .argumentDefaultValueChange, .inputFieldDefaultValueChange, .specifiedByChanged,
      .appliedDirectiveAdded, .appliedDirectiveRemoved, .appliedDirectiveChanged:
      .dangerous
    case .typeAdded, .fieldAdded, .directiveAdded, .directiveRepeatableAdded, .directiveLocationAdded,
      .optionalDirectiveArgumentAdded, .fieldChangedKindSafe, .argumentChangedKindSafe, .argumentDefaultValueAdded,
      .inputFieldDefaultValueAdded, .descriptionChanged, .deprecationAdded, .deprecationRemoved,
      .deprecationReasonChanged, .oneOfRemoved, .rootTypeAdded:
      .safe
    }
  }

  /// Whether the reference implementation finds changes of this kind, too.
  public var isOfReference: Bool {
    switch self {
    case .argumentBecameRequired, .inputFieldBecameRequired, .oneOfAdded, .oneOfRemoved, .rootTypeChanged,
      .rootTypeAdded, .specifiedByChanged, .appliedDirectiveAdded, .appliedDirectiveRemoved, .appliedDirectiveChanged,
      .deprecationAdded, .deprecationRemoved, .deprecationReasonChanged:
      false
    default: true
    }
  }
}
