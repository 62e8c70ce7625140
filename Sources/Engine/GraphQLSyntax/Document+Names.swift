/// The document's own names, for tables with one element per name.
extension Document {
  /// The name at a position below `nameCount`.
  public func name(at index: Int) -> NameID { NameID(UInt32(truncatingIfNeeded: index)) }

  /// The identifier of a text; nil where the document does not contain that name. Takes time linear in the names.
  public func findName(_ text: StaticString) -> NameID? {
    for index in names.indices where index > 0 && names[index].length == UInt32(text.utf8CodeUnitCount) {
      let start = Int(names[index].start)
      let isEqual = text.withUTF8Buffer { buffer in
        unsafe source[start..<start + buffer.count].elementsEqual(buffer)
      }
      if isEqual { return name(at: index) }
    }
    return nil
  }
}
