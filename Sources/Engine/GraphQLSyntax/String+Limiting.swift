extension String {
  /// The text, or where it is longer its first Unicode scalars and an ending: what is quoted of an input of any size.
  public func limited(to count: Int, ending: String = "…") -> String {
    // A text has no more scalars than bytes, and the bytes of most texts are counted at once.
    guard utf8.count > count, unicodeScalars.count > count else { return self }
    return String(String.UnicodeScalarView(unicodeScalars.prefix(count))) + ending
  }
}
