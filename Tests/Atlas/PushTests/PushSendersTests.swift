import LogTesting
import Logging
import Push
import Synchronization
import Testing

@Suite("Ways to devices")
struct PushSendersTests {
  private let message = PushMessage(title: "A secret title", body: "A secret body", url: nil, collapseKey: "k")

  /// Remembers the tokens that it was given.
  private final class Way: PushSender {
    let tokens = Mutex<[String]>([])

    func send(_ message: PushMessage, to token: String) async -> PushOutcome {
      tokens.withLock { $0.append(token) }
      return .sent
    }
  }

  @Test("subscriptions go to their push services, other tokens to Firebase, and what has no way to the log")
  func choice() async {
    let subscription = Browser().subscription
    let table: [(PushSenders.Platform, String, hasWays: Bool, String)] = [
      (.web, subscription, true, "web"), (.web, "word", true, "fcm"), (.ios, "word", true, "fcm"),
      (.android, "word", true, "fcm"), (.web, subscription, false, "log"), (.web, "word", false, "log"),
      (.ios, "word", false, "log"), (.android, "word", false, "log"),
    ]
    for (platform, token, hasWays, expected) in table {
      let ways = ["web": Way(), "fcm": Way(), "log": Way()]
      let senders = PushSenders(
        web: hasWays ? ways["web"] : nil, fcm: hasWays ? ways["fcm"] : nil, fallback: ways["log"] ?? Way())
      #expect(await senders.sender(for: platform).send(message, to: token) == .sent)
      for (name, way) in ways {
        #expect(way.tokens.withLock { $0 } == (name == expected ? [token] : []), "\(platform) \(name)")
      }
    }
  }

  @Test("a token that no device can have is gone, and registration can know it before")
  func hostile() async {
    let log = Way()
    let senders = PushSenders(web: nil, fcm: nil, fallback: log)
    for (token, platform) in [
      ("{}", PushSenders.Platform.web), (#"{"endpoint":"https://127.0.0.1/"}"#, .web), ("", .ios), ("a b", .android),
      (Browser().subscription + " ", .ios), (String(repeating: "a", count: 4097), .ios),
    ] {
      #expect(!PushSenders.accepts(token, on: platform))
      #expect(await senders.sender(for: platform).send(message, to: token) == .gone)
    }
    #expect(PushSenders.accepts(Browser().subscription, on: .web) && PushSenders.accepts("word", on: .web))
    #expect(log.tokens.withLock { $0 }.isEmpty)
  }

  @Test("the log tells devices apart, and neither their tokens nor what the message says")
  func logging() async {
    let lines = LoggedLines()
    let sender = LogPushSender(logger: lines.logger)
    for token in ["token-1", "token-1", "token-2"] { #expect(await sender.send(message, to: token) == .sent) }
    let all = lines.all
    #expect(all.count == 3 && all[0] == all[1] && all[1] != all[2])
    #expect(all.allSatisfy { !$0.contains("token-") && !$0.contains("secret") })
  }
}
