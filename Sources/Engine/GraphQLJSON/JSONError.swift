/// Why a text is not the JSON that was asked for, and where.
public struct JSONError: Error, Sendable, Equatable, CustomStringConvertible {
  /// What is wrong, safe for the sender of the text to see; it never repeats the text.
  public let message: String
  /// The number of bytes before the fault.
  public let byteOffset: Int
  /// The line of the fault, from 1.
  public let line: Int
  /// The column of the fault in characters, from 1.
  public let column: Int

  /// The message with its place.
  public var description: String { "\(message) (line \(line), column \(column))" }

  init(_ message: String, at offset: Int, in bytes: Span<UInt8>) {
    self.message = message
    byteOffset = min(offset, bytes.count)
    var line = 1
    var column = 1
    for position in 0..<byteOffset {
      let byte = bytes[position]
      if byte == 0x0A {
        line += 1
        column = 1
      } else if byte & 0xC0 != 0x80 {
        // Continuation bytes of UTF-8 belong to the character before them.
        column += 1
      }
    }
    self.line = line
    self.column = column
  }
}
