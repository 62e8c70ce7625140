import FoundationEssentials
import Synchronization
import Testing

@testable import ObjectStorage

@Suite("Objects in a folder")
struct FolderObjectStoreTests {
  private func withStore(_ body: (FolderObjectStore, String) async throws -> Void) async throws {
    let folder = FileManager.default.temporaryDirectory.path + "/objects-" + UUID().uuidString
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try await body(try FolderObjectStore(folder: folder), folder)
  }

  @Test("an object is what was put, wholly and in parts; what was not put is not there")
  func roundTrip() async throws {
    try await withStore { store, _ in
      let bytes = (0..<150_000).map { UInt8(truncatingIfNeeded: $0 * 31) }
      let key = ObjectKey.random()
      #expect(try await store.facts(of: key) == nil)
      try await store.put(bytes, as: key)
      #expect(try await store.facts(of: key) == ObjectFacts(size: bytes.count))
      #expect(try await store.bytes(of: key) == bytes)
      let part = Mutex<[UInt8]>([])
      try await store.read(key, 70_000..<140_001) { piece in part.withLock { $0 += piece } }
      #expect(part.withLock { $0 } == Array(bytes[70_000..<140_001]))
      try await store.delete(key)
      try await store.delete(key)
      #expect(try await store.facts(of: key) == nil)
      let missing = await #expect(throws: ObjectStoreError.self) { try await store.bytes(of: key) }
      #expect(missing?.code == .missing)
    }
  }

  @Test("an object is there when its writer has finished, and a writer that is dropped leaves nothing")
  func unfinished() async throws {
    try await withStore { store, folder in
      let key = ObjectKey.random()
      do {
        let writer = try await store.makeWriter(key)
        try await writer.append([1, 2, 3])
        #expect(try await store.facts(of: key) == nil)
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder + "/incoming").count == 1)
      }
      // The file goes on another thread.
      while try FileManager.default.contentsOfDirectory(atPath: folder + "/incoming").count > 0 { await Task.yield() }
    }
  }

  @Test("what a lost process has left is removed when it is old, and only then")
  func abandoned() async throws {
    try await withStore { store, folder in
      _ = FileManager.default.createFile(atPath: folder + "/incoming/left", contents: nil)
      try await store.removeAbandoned(after: 3600)
      #expect(FileManager.default.fileExists(atPath: folder + "/incoming/left"))
      try await store.removeAbandoned(after: -1)
      #expect(!FileManager.default.fileExists(atPath: folder + "/incoming/left"))
    }
  }

  @Test("a folder that cannot be made is an error at once")
  func impossible() {
    #expect(throws: ObjectStoreError.self) { try FolderObjectStore(folder: "/dev/null/objects") }
  }

  @Test(
    "only texts that we have made are keys",
    arguments: ["", "ab/cd/../../../../etc/passwd", "ab/cd/abce" + String(repeating: "0", count: 28), "ab/cd/abcd"])
  func keys(text: String) throws {
    #expect(ObjectKey(text) == nil)
    let key = ObjectKey.random()
    #expect(ObjectKey(key.text) == key)
  }
}
