import GraphQLSyntax

/// A place in a file, both numbers counted from 1.
public struct SourcePlace: Sendable, Hashable, CustomStringConvertible {
  /// The file's name, as it was given.
  public let file: String
  /// The line in the file.
  public let line: Int
  /// The column, in UTF-16 units.
  public let column: Int

  /// The place as compilers write it: `schema.graphql:3:5`.
  public var description: String { "\(file):\(line):\(column)" }
}

/// Files of SDL that make one document, and where the lines of that document stand in them.
struct SourceFiles: Sendable {
  private let names: [String]
  /// The line of the document on which each file begins.
  private let firstLines: [Int]

  init(_ files: [(name: String, text: String)]) {
    names = files.map(\.name)
    var line = 1
    var firstLines: [Int] = []
    for file in files {
      firstLines.append(line)
      line += Self.lineEnds(in: file.text)
    }
    self.firstLines = firstLines
  }

  /// Where a location in the document stands; nil where there are no files.
  func place(_ location: SourceLocation) -> SourcePlace? {
    guard let index = firstLines.lastIndex(where: { $0 <= location.line }) else { return nil }
    return SourcePlace(file: names[index], line: location.line - firstLines[index] + 1, column: location.column)
  }

  /// An error of one file, told of the document.
  func moved(_ error: GraphQLError, fromFile index: Int) -> GraphQLError {
    var error = error
    error.locations = error.locations.map {
      SourceLocation(line: $0.line + firstLines[index] - 1, column: $0.column)
    }
    return error
  }

  /// The line ends of a text that is followed by one more, as `Document.concatenating` puts it: LF, CR or the pair.
  private static func lineEnds(in text: String) -> Int {
    var count = 1
    var last: UInt8 = 0
    for byte in text.utf8 {
      if byte == 0x0D || byte == 0x0A && last != 0x0D { count += 1 }
      last = byte
    }
    return last == 0x0D ? count - 1 : count
  }
}
