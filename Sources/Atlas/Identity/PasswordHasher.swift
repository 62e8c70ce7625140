import AtlasKernel
import Crypto
import CryptoExtras
import GraphQLSyntax
import Postgres

/// Makes and checks stored passwords with scrypt, on threads of its own.
public final class PasswordHasher: Sendable {
  private let parameters: PasswordHash.Parameters
  private let threads: WorkerThreads
  /// What passwords are checked against where there is no account, so that both cases take the same time.
  private let dummy: PasswordHash

  /// - Parameters:
  ///   - costExponent: the binary logarithm of scrypt's cost: 15 needs 32 MiB and about 100 ms for each password.
  ///     Tests use 10.
  ///   - threadCount: how many passwords are worked on at once; twice as many may wait.
  public init(costExponent: Int = 15, threadCount: Int = 2) {
    guard let parameters = PasswordHash.Parameters(costExponent: costExponent) else {
      preconditionFailure("the cost exponent of scrypt must be between 1 and 18")
    }
    self.parameters = parameters
    threads = WorkerThreads(count: threadCount, refusal: GraphQLError.tooManyPasswords)
    dummy = PasswordHash(
      parameters: parameters, salt: randomBytes(Self.saltLength), key: randomBytes(Self.keyLength))
  }

  /// The text to store for a password.
  ///
  /// - Throws: `UNAVAILABLE` when too many passwords are waiting.
  public func hash(_ password: String) async throws -> String {
    let parameters = parameters
    return try await threads.run {
      let salt = randomBytes(Self.saltLength)
      let key = try Self.derive(password, parameters, salt: salt, length: Self.keyLength)
      // Safe: the bytes are copied before the closure ends.
      let bytes = unsafe key.withUnsafeBytes { unsafe [UInt8]($0) }
      return PasswordHash(parameters: parameters, salt: salt, key: bytes).text
    }
  }

  /// Whether a password is the one that was stored. Without a stored text, or with one that is no such text, the answer
  /// is no after the usual time.
  ///
  /// - Throws: `UNAVAILABLE` when too many passwords are waiting.
  public func verify(_ password: String, against stored: String?) async throws -> Bool {
    let known = stored.flatMap { PasswordHash(text: $0) }
    let hash = known ?? dummy
    let target = parameters
    return try await threads.run {
      let key = try Self.derive(password, hash.parameters, salt: hash.salt, length: hash.key.count)
      // Symmetric keys are compared in constant time.
      let isEqual = key == SymmetricKey(data: hash.key)
      if !isEqual { try Self.spendRest(from: hash.parameters, to: target, hash) }
      return isEqual && known != nil
    }
  }

  /// Whether a stored text was made with other parameters than those of today.
  public func needsRehash(_ stored: String) -> Bool { PasswordHash(text: stored)?.parameters != parameters }

  /// Does the work by which a text of cheaper parameters falls short of one of today, so that a wrong password takes
  /// the same time for old accounts, new ones and none: 2^n is 2^m + (2^m + 2^(m+1) + ... + 2^(n-1)).
  private static func spendRest(
    from spent: PasswordHash.Parameters, to target: PasswordHash.Parameters, _ hash: PasswordHash
  ) throws {
    guard spent.costExponent < target.costExponent else { return }
    for exponent in spent.costExponent..<target.costExponent {
      guard let step = PasswordHash.Parameters(costExponent: exponent) else { continue }
      _ = try derive("", step, salt: hash.salt, length: keyLength)
    }
  }

  private static let saltLength = 16
  private static let keyLength = 32

  private static func derive(
    _ password: String, _ parameters: PasswordHash.Parameters, salt: [UInt8], length: Int
  ) throws -> SymmetricKey {
    try KDF.Scrypt.deriveKey(
      from: Array(password.utf8), salt: salt, outputByteCount: length, rounds: 1 << parameters.costExponent,
      blockSize: parameters.blockSize, parallelism: parameters.parallelism)
  }
}

/// Bytes from the system's cryptographic generator.
func randomBytes(_ count: Int) -> [UInt8] {
  var generator = SystemRandomNumberGenerator()
  return (0..<count).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
}

extension GraphQLError {
  fileprivate static let tooManyPasswords = GraphQLError(
    "Too many people are signing in. Try again in a moment.", code: .unavailable)
}
