import Glibc

/// Shows the input under test when the process traps or overflows its stack.
///
/// A signal handler may not allocate, so the input is copied into memory that is set aside at the start.
enum CrashReport {
  private static let capacity = 4 * FuzzOptions.largestInput + 64
  private static let alternateStackBytes = 1 << 16
  // Safe: written by the one thread of the process, between inputs; the handler runs on that thread and only reads.
  nonisolated(unsafe) private static let text = UnsafeMutablePointer<UInt8>.allocate(capacity: capacity)
  nonisolated(unsafe) private static var length = 0

  /// Takes over the signals of a process that has gone wrong.
  static func install() {
    var stack = unsafe stack_t()
    unsafe stack.ss_sp = UnsafeMutableRawPointer.allocate(byteCount: alternateStackBytes, alignment: 16)
    unsafe stack.ss_size = alternateStackBytes
    unsafe sigaltstack(&stack, nil)
    var action = sigaction()
    unsafe action.__sigaction_handler.sa_handler = { _ in CrashReport.show() }
    action.sa_flags = Int32(SA_ONSTACK)
    for signal in [SIGILL, SIGTRAP, SIGSEGV, SIGBUS, SIGFPE, SIGABRT] { unsafe sigaction(signal, &action, nil) }
  }

  /// Remembers what is about to be checked.
  static func note(_ input: [UInt8]) {
    unsafe length = 0
    append("FAILED: the process crashed.\ninput: \"")
    input.forEach { byte in escape(byte, append) }
    append("\"\n")
  }

  /// The input as text of ASCII characters, other bytes as `\xNN`.
  static func escape(_ input: [UInt8]) -> String {
    var result: [UInt8] = []
    for byte in input { escape(byte) { result.append($0) } }
    return String(decoding: result, as: UTF8.self)
  }

  private static func escape(_ byte: UInt8, _ output: (UInt8) -> Void) {
    let digits: StaticString = "0123456789ABCDEF"
    guard byte < 0x20 || byte > 0x7E || byte == 0x22 || byte == 0x5C else { return output(byte) }
    output(0x5C)
    guard byte != 0x22 && byte != 0x5C else { return output(byte) }
    output(UInt8(ascii: "x"))
    unsafe output(digits.utf8Start[Int(byte >> 4)])
    unsafe output(digits.utf8Start[Int(byte & 15)])
  }

  private static func append(_ part: StaticString) {
    for index in 0..<part.utf8CodeUnitCount { unsafe append(part.utf8Start[index]) }
  }

  private static func append(_ byte: UInt8) {
    guard unsafe length < capacity else { return }
    unsafe text[length] = byte
    unsafe length += 1
  }

  private static func show() -> Never {
    _ = unsafe write(STDOUT_FILENO, text, length)
    _exit(1)
  }
}
