extension String {
  /// Text to search for; nil where it has no words at all, as when a search box was emptied.
  public var searchWords: String? { allSatisfy(\.isWhitespace) ? nil : self }
}
