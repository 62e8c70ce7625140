import NIOCore
import NIOSSL
import Synchronization

/// The TLS context of the next connection. New files take effect without a restart: a connection that comes looks now
/// and then whether they have changed. Connections that are open keep what they began with.
final class TLSContexts: Sendable {
  private struct State {
    var identity: TLSIdentity
    /// The files as they were when they were last read, whether they could be used or not.
    var stamps: [FileStamp?]
    var nextLook: NIODeadline
  }

  let settings: TLSSettings
  private let state: Mutex<State>

  /// Reads the files.
  init(_ settings: TLSSettings) throws(TLSFileError) {
    self.settings = settings
    // Stamps first: what changes while we read is read again.
    let stamps = Self.stamps(settings)
    let identity = try TLSIdentity(settings)
    state = Mutex(State(identity: identity, stamps: stamps, nextLook: .now() + .seconds(settings.reloadSeconds)))
    if let complaint = identity.complaint(settings) { settings.report(complaint) }
  }

  /// The context for a connection that has just come. Reads two small files where they have changed.
  func next() -> NIOSSLContext {
    let (context, complaint) = state.withLock { state in
      let complaint = NIODeadline.now() < state.nextLook ? nil : look(&state)
      return (state.identity.context, complaint)
    }
    if let complaint { settings.report(complaint) }
    return context
  }

  /// Reads the files anew if they have changed, and keeps the old contents where the new are of no use.
  ///
  /// - Returns: what the operator should know.
  private func look(_ state: inout State) -> String? {
    state.nextLook = .now() + .seconds(settings.reloadSeconds)
    let stamps = Self.stamps(settings)
    guard stamps != state.stamps else { return nil }
    state.stamps = stamps
    do {
      state.identity = try TLSIdentity(settings)
      return state.identity.complaint(settings)
    } catch {
      return "The new certificate is not used. \(error.description)"
    }
  }

  private static func stamps(_ settings: TLSSettings) -> [FileStamp?] {
    [FileStamp(path: settings.certificatePath), FileStamp(path: settings.privateKeyPath)]
  }
}
