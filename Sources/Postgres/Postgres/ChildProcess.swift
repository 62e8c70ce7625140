import CLibPQ
import Glibc
import Synchronization

/// A program that runs as our child, watched by a thread of its own.
///
/// States: starting (exit: running, failed), running (exit: exited). The thread that started it lives as long as the
/// child, because Linux ties the parent-death signal to that thread.
package final class ChildProcess: Sendable {
  private enum State {
    case starting
    case running(pid_t)
    case failed(Int32)
    case exited(Int32)
  }

  /// What to run, and how.
  package struct Launch: Sendable {
    var program: String
    var arguments: [String]
    /// The file that gets the standard output and error, appended.
    var log: String
    /// Who to be, when we are root.
    var account: ServerAccount?

    /// A program that runs as who we are.
    package init(program: String, arguments: [String], log: String) {
      self.init(program: program, arguments: arguments, log: log, account: nil)
    }

    init(program: String, arguments: [String], log: String, account: ServerAccount?) {
      self.program = program
      self.arguments = arguments
      self.log = log
      self.account = account
    }
  }

  private let state = Mutex(State.starting)

  /// Starts a program; fails when it cannot be found or run.
  package init(_ launch: Launch) throws(PostgresError) {
    let isStarted = DetachedThread.start { self.supervise(launch) }
    guard isStarted else { throw PostgresError(.embeddedServer, "the system has no thread left") }
    while case .starting = state.withLock({ $0 }) { usleep(500) }
    if case .failed(let code) = state.withLock({ $0 }) {
      throw PostgresError(.embeddedServer, "\(launch.program) cannot be run: \(describe(code))")
    }
  }

  /// The process number, while it runs.
  var processID: pid_t? {
    state.withLock { state in
      if case .running(let pid) = state { pid } else { nil }
    }
  }

  /// The exit status, as `wait` gives it, when it has ended.
  package var exitStatus: Int32? {
    state.withLock { state in
      if case .exited(let status) = state { status } else { nil }
    }
  }

  /// Sends a signal, if it still runs. Its number cannot have been given to another process: it is reaped under the
  /// same lock.
  func send(_ signal: Int32) {
    state.withLock { state in
      if case .running(let pid) = state { Glibc.kill(pid, signal) }
    }
  }

  /// Ends it, whatever it is at.
  package func kill() { send(SIGKILL) }

  /// Blocks until it has ended, or the time is over; whether it has ended.
  package func waitForExit(atMost limit: Duration) -> Bool {
    let end = ContinuousClock.now + limit
    while exitStatus == nil {
      if ContinuousClock.now >= end { return false }
      usleep(2_000)
    }
    return true
  }

  private func supervise(_ launch: Launch) {
    switch spawn(launch) {
    case .failure(let code):
      state.withLock { $0 = .failed(code.rawValue) }
    case .success(let pid):
      state.withLock { $0 = .running(pid) }
      var information = unsafe siginfo_t()
      while unsafe waitid(P_PID, id_t(pid), &information, WEXITED | WNOWAIT) == -1, errno == EINTR {}
      state.withLock { state in
        var status: Int32 = 0
        unsafe waitpid(pid, &status, 0)
        state = .exited(status)
      }
    }
  }

  private struct SystemCode: Error { let rawValue: Int32 }

  private func spawn(_ launch: Launch) -> Result<pid_t, SystemCode> {
    var actions = unsafe posix_spawn_file_actions_t()
    unsafe posix_spawn_file_actions_init(&actions)
    defer { unsafe posix_spawn_file_actions_destroy(&actions) }
    unsafe posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
    unsafe posix_spawn_file_actions_addopen(&actions, 1, launch.log, O_WRONLY | O_CREAT | O_APPEND, 0o600)
    unsafe posix_spawn_file_actions_adddup2(&actions, 1, 2)
    // Not every library marks its sockets as ours alone (SwiftNIO does not): a child that kept one open would keep the
    // connection open, too, after we have closed it.
    unsafe posix_spawn_file_actions_addclosefrom_np(&actions, 3)
    var attributes = posix_spawnattr_t()
    unsafe posix_spawnattr_init(&attributes)
    defer { unsafe posix_spawnattr_destroy(&attributes) }
    // A process group of its own, so that the terminal's ^C comes to us first; and no signal ignored or blocked.
    unsafe posix_spawnattr_setflags(
      &attributes, Int16(POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK))
    var signals = sigset_t()
    unsafe sigemptyset(&signals)
    unsafe posix_spawnattr_setsigmask(&attributes, &signals)
    for signal in [SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGPIPE, SIGCHLD, SIGUSR1, SIGUSR2] {
      unsafe sigaddset(&signals, signal)
    }
    unsafe posix_spawnattr_setsigdefault(&attributes, &signals)
    let command = Self.prefix(for: launch.account) + [launch.program] + launch.arguments
    var pid: pid_t = 0
    let status = unsafe withMutableCStrings(command) { arguments in
      unsafe withMutableCStrings(Self.environment) { environment in
        unsafe posix_spawnp(&pid, command[0], &actions, &attributes, arguments, environment)
      }
    }
    return status == 0 ? .success(pid) : .failure(SystemCode(rawValue: status))
  }

  /// `env` leaves our working folder, which the other user may not even see.
  /// `setpriv` changes the user, and has the kernel stop the child (SIGINT) when we die, even from a kill -9. It
  /// becomes the program itself, as does `env`, so the process number is the program's.
  private static func prefix(for account: ServerAccount?) -> [String] {
    let words = ["env", "-C", "/"]
    guard let setpriv = ServerAccount.setprivPath else { return words }
    return words + [setpriv, "--pdeathsig", "INT"] + (account?.setprivOptions ?? []) + ["--"]
  }

  private static let environment = [
    "LC_ALL=C.UTF-8", "TZ=UTC", "PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin",
  ]
}

/// The system's words for an error number.
func describe(_ code: Int32) -> String {
  guard let text = unsafe strerror(code) else { return "error \(code)" }
  return unsafe String(cString: text)
}

/// Lends strings as a null-terminated array of C strings that the callee may not change, whatever its type says.
func withMutableCStrings<Value>(
  _ strings: [String], _ body: (UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>) -> Value
) -> Value {
  var copies = unsafe strings.map { unsafe strdup($0) }
  unsafe copies.append(nil)
  // By index: the formatter does not know `for unsafe`.
  defer { for index in unsafe copies.indices { unsafe free(copies[index]) } }
  return unsafe body(&copies)
}
