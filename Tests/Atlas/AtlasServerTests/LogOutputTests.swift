import Dispatch
import Synchronization
import Testing

@testable import AtlasServer

@Suite("Output of the log")
struct LogOutputTests {
  private final class Reader: Sendable {
    let bytes = Mutex<[UInt8]>([])
    let gate = DispatchSemaphore(value: 0)

    var lines: [String] {
      bytes.withLock { String(decoding: $0, as: UTF8.self) }.split(separator: "\n").map(String.init)
    }
  }

  @Test("lines of many tasks come whole, each task's in its order")
  func order() async {
    let reader = Reader()
    let output = LogOutput { bytes in reader.bytes.withLock { $0 += bytes } }
    await withTaskGroup(of: Void.self) { group in
      for task in 0..<4 {
        group.addTask { for number in 0..<500 { output.write(Array("\(task) \(number)\n".utf8)) } }
      }
    }
    output.flush(within: 60)
    let lines = reader.lines
    #expect(lines.count == 2_000)
    for task in 0..<4 {
      #expect(lines.filter { $0.hasPrefix("\(task) ") } == (0..<500).map { "\(task) \($0)" })
    }
  }

  @Test("a reader that stalls keeps nobody; what there is no room for is lost, and counted when it goes on")
  func stalled() {
    let reader = Reader()
    let output = LogOutput(bytesLimit: 20) { bytes in
      reader.gate.wait()
      reader.bytes.withLock { $0 += bytes }
    }
    for number in 10..<60 { output.write(Array("line \(number)\n".utf8)) }
    for _ in 0..<50 { reader.gate.signal() }
    output.flush(within: 60)
    let lines = reader.lines
    let lost = lines.compactMap { $0.split(separator: "\"count\":").last?.dropLast() }.compactMap { Int($0) }
    let kept = lines.count { $0.hasPrefix("line ") }
    #expect(lines.first == "line 10")
    // Two lines fit, and two more where the first ones were taken meanwhile.
    #expect((2...4).contains(kept))
    #expect(lost.reduce(0, +) == 50 - kept, "\(lines)")
  }
}
