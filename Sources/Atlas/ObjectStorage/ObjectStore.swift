// ObjectStorage: where bytes too large for rows are kept.
//
// Neighbours: Files decides who may write and read which object; AtlasServer makes the store that the configuration names.
// Invariant: an object is whole or absent, and its key never comes from a client.

internal import Synchronization

/// Keeps objects by key; the embedded default is a folder, the real one S3.
public protocol ObjectStore: Sendable {
  /// How clients bring and fetch bytes.
  var access: ObjectAccess { get }

  /// Keeps bytes under a key; what was there before is replaced at once or not at all.
  ///
  /// - Throws: `ObjectStoreError`.
  func put(_ bytes: [UInt8], as key: ObjectKey) async throws

  /// What is known about an object without reading it; nil where there is none.
  ///
  /// - Throws: `ObjectStoreError`.
  func facts(of key: ObjectKey) async throws -> ObjectFacts?

  /// Hands over an object piece by piece, in order; the next piece comes when the last one was taken.
  ///
  /// - Parameter range: the bytes that are wanted, which lie within the object; nil for all of them.
  /// - Throws: `ObjectStoreError`, and whatever `receive` throws.
  func read(
    _ key: ObjectKey, _ range: Range<Int>?, _ receive: @escaping @Sendable ([UInt8]) async throws -> Void
  ) async throws

  /// Removes an object; it is no mistake if there is none.
  ///
  /// - Throws: `ObjectStoreError`.
  func delete(_ key: ObjectKey) async throws
}

/// How clients bring objects to a store and fetch them.
public enum ObjectAccess: Sendable {
  /// Through us: we write what they send.
  case throughServer(any ObjectReceiving)
  /// From the store itself, by addresses that we sign.
  case direct(any ObjectSigning)
}

/// A store that takes objects while they arrive.
public protocol ObjectReceiving: Sendable {
  /// Begins an object. It is there when the writer has finished; a writer that is dropped before leaves nothing.
  ///
  /// - Throws: `ObjectStoreError`.
  func makeWriter(_ key: ObjectKey) async throws -> any ObjectWriter

  /// Removes what writers have left behind whose process ended in the middle.
  ///
  /// - Parameter seconds: how long nothing was written to them.
  /// - Throws: `ObjectStoreError`.
  func removeAbandoned(after seconds: Int) async throws
}

/// An object that is being written. Its methods are called one after another.
public protocol ObjectWriter: Sendable {
  /// Adds bytes at the end, and waits until the store has taken them.
  ///
  /// - Throws: `ObjectStoreError`.
  func append(_ bytes: [UInt8]) async throws

  /// Makes the object: from now on it survives a crash of the machine.
  ///
  /// - Throws: `ObjectStoreError`.
  func finish() async throws
}

/// A store that clients reach by themselves, with addresses that carry a signature.
public protocol ObjectSigning: Sendable {
  /// The request by which one object can be brought once, if it is what was announced.
  func upload(_ key: ObjectKey, _ object: AnnouncedObject, seconds: Int) -> SignedUpload

  /// The address by which an object can be fetched until `expiresAt`, in seconds since 1970.
  func download(_ key: ObjectKey, as form: DownloadForm, expiresAt: Int) -> String
}

/// What a client says of an object that it will bring.
public struct AnnouncedObject: Sendable, Equatable {
  /// The media type.
  public let mediaType: String
  /// How many bytes.
  public let size: Int
  /// The SHA-256 of the bytes, 32 bytes; nil where it was not given.
  public let sha256: [UInt8]?

  /// An object as it was announced.
  public init(mediaType: String, size: Int, sha256: [UInt8]?) {
    self.mediaType = mediaType
    self.size = size
    self.sha256 = sha256
  }
}

/// A PUT request that needs no further permission.
public struct SignedUpload: Sendable {
  /// Where to.
  public let url: String
  /// The header fields that must come with it, besides those that every client sends by itself.
  public let fields: [(name: String, value: String)]

  /// A request to this address with these fields.
  public init(url: String, fields: [(name: String, value: String)]) {
    self.url = url
    self.fields = fields
  }
}

/// How an object is handed out.
public struct DownloadForm: Sendable, Equatable {
  /// `Content-Type`.
  public let mediaType: String
  /// `Content-Disposition`.
  public let disposition: String

  /// An object with this type, to be treated this way.
  public init(mediaType: String, disposition: String) {
    self.mediaType = mediaType
    self.disposition = disposition
  }
}

/// What a store knows about an object.
public struct ObjectFacts: Sendable, Equatable {
  /// How many bytes.
  public let size: Int
  /// The SHA-256 that the store has computed, 32 bytes; nil where it does not say.
  public let sha256: [UInt8]?

  /// An object of this size.
  public init(size: Int, sha256: [UInt8]? = nil) {
    self.size = size
    self.sha256 = sha256
  }
}

/// Why a store did not do what it was asked for. It is for the operator and never quotes a secret.
public struct ObjectStoreError: Error, Sendable, CustomStringConvertible {
  /// What went wrong.
  public enum Code: Sendable {
    /// There is no such object.
    case missing
    /// The store did not answer, or not in time, or has trouble of its own: trying again later may help.
    case unavailable
    /// The store does not let us: keys, rights or settings are wrong.
    case refused
  }

  /// What went wrong.
  public let code: Code
  public let description: String

  /// An error with words for the log.
  public init(_ code: Code, _ description: String) {
    self.code = code
    self.description = description
  }
}

extension ObjectStore {
  /// A whole object, for those who know that it is not too large.
  ///
  /// - Throws: `ObjectStoreError`.
  public func bytes(of key: ObjectKey) async throws -> [UInt8] {
    let bytes = Mutex<[UInt8]>([])
    try await read(key, nil) { piece in bytes.withLock { $0 += piece } }
    return bytes.withLock { $0 }
  }
}
