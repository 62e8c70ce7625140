public import GraphQLExecution
import Synchronization

/// Whom an operation itself has signed in: from then on its fields are read with that viewer's rights, so that the
/// answer of `login` may show what only the user sees.
final class SignIn: Sendable {
  private let signedIn = Mutex<Viewer?>(nil)

  var viewer: Viewer? { signedIn.withLock { $0 } }

  func sign(in viewer: Viewer) { signedIn.withLock { $0 = viewer } }
}

extension ExecutionContext {
  /// Makes a user who has just proved their identity the viewer of the rest of this operation.
  public func signIn(_ viewer: Viewer) { request.signIn.sign(in: viewer) }
}
