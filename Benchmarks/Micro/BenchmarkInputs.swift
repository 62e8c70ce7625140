import Glibc

/// The files that `micro.py` wrote, the same for every program that is measured.
struct BenchmarkInputs {
  private let folder: String

  init(folder: String) throws {
    self.folder = folder
    _ = try bytes("schema.graphql")
  }

  func text(_ name: String) throws -> String { String(decoding: try bytes(name), as: UTF8.self) }

  func bytes(_ name: String) throws -> [UInt8] {
    // Safe: the file is closed on every way out, and the buffer outlives each call that fills it.
    guard let file = unsafe fopen("\(folder)/\(name)", "r") else {
      throw BenchmarkError(message: "\(folder)/\(name) cannot be read")
    }
    defer { unsafe fclose(file) }
    var content: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = unsafe fread(&buffer, 1, buffer.count, file)
      guard count > 0 else { return content }
      content += buffer[..<count]
    }
  }
}
