import FoundationEssentials
import Glibc
import PrometheusMetrics

/// What the system says of this process, under the names that all programs use. Where there is no /proc, nothing.
enum ProcessFigures {
  static func add(to registry: MetricsRegistry) {
    registry.addGauge("process_resident_memory_bytes", "Memory of the process that is in RAM.", read: residentBytes)
    registry.addCounter("process_cpu_seconds_total", "Time on processors, of the user and the system.") { cpuSeconds }
    registry.addGauge("process_open_fds", "File descriptors that are open.", read: openDescriptors)
    let start = startSeconds()
    registry.addGauge("process_start_time_seconds", "When the process began, in seconds since 1970.") { start }
  }

  /// proc(5), /proc/pid/statm: the second number, in pages.
  @Sendable
  private static func residentBytes() -> Double? {
    words("/proc/self/statm").dropFirst().first.flatMap { Double($0) }.map { $0 * Double(sysconf(Int32(_SC_PAGESIZE))) }
  }

  private static var cpuSeconds: Double? {
    var usage = rusage()
    guard unsafe getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage) == 0 else { return nil }
    func seconds(_ time: timeval) -> Double { Double(time.tv_sec) + Double(time.tv_usec) / 1e6 }
    return seconds(usage.ru_utime) + seconds(usage.ru_stime)
  }

  /// Without the one that the looking takes.
  @Sendable
  private static func openDescriptors() -> Double? {
    guard let names = try? FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd") else { return nil }
    return Double(max(0, names.count - 1))
  }

  /// proc(5), /proc/pid/stat: the 22nd number, in ticks since the machine's start, which /proc/stat knows. The second
  /// is a name in parentheses, which may have anything in it.
  private static func startSeconds() -> Double? {
    let all = text("/proc/self/stat")
    guard let end = all.utf8.lastIndex(of: UInt8(ascii: ")")) else { return nil }
    let rest = all[all.utf8.index(after: end)...].split(separator: " ")
    let boot = text("/proc/stat").split(separator: "\n").first { $0.hasPrefix("btime ") }?.dropFirst(6)
    guard rest.count > 19, let ticks = Double(rest[19]), let boot = boot.flatMap({ Double($0) }) else { return nil }
    return boot + ticks / Double(sysconf(Int32(_SC_CLK_TCK)))
  }

  private static func words(_ path: String) -> [Substring] { text(path).split(separator: " ") }

  private static func text(_ path: String) -> String {
    (try? String(contentsOfFile: path, encoding: .utf8)) ?? ""
  }
}
