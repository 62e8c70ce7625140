import FoundationEssentials
import LogTesting
import Logging
import OutboundHTTP
import Push
import Testing

@testable import AtlasServer

@Suite("Settings of messages to devices")
struct PushConfigurationTests {
  /// RFC 8291, appendix A: any key will do.
  private let vapid = [
    "ATLAS_PUSH_VAPID_KEY": "yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw",
    "ATLAS_PUSH_VAPID_SUBJECT": "mailto:ops@atlas.example",
  ]

  private func fault(_ variables: [String: String]) -> String? {
    do throws(ConfigurationError) {
      _ = try AtlasConfiguration.push { variables[$0] }
      return nil
    } catch {
      return error.description
    }
  }

  @Test("without settings messages are logged; with a key browsers get them")
  func usual() throws {
    let nothing = try AtlasConfiguration.push { _ in nil }
    #expect(nothing.vapid == nil && nothing.fcm == nil)
    let settings = try AtlasConfiguration.push { vapid[$0] }
    #expect(settings.vapid?.applicationServerKey.hasPrefix("BP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlml") == true)
    #expect(settings.fcm == nil)
  }

  @Test("half of a pair, a wrong key, a wrong subject and a file that is none are named, without the key")
  func faults() {
    let together = "ATLAS_PUSH_VAPID_KEY and ATLAS_PUSH_VAPID_SUBJECT need each other."
    for name in vapid.keys { #expect(fault(vapid.filter { $0.key != name }) == together) }
    #expect(
      fault(vapid.merging(["ATLAS_PUSH_VAPID_KEY": "a secret"]) { $1 })
        == "ATLAS_PUSH_VAPID_KEY, ATLAS_PUSH_VAPID_SUBJECT: The private key must be one of P-256: 32 bytes in base64url."
    )
    #expect(
      fault(vapid.merging(["ATLAS_PUSH_VAPID_SUBJECT": "ops"]) { $1 })?
        .hasSuffix("The subject must be mailto: and an address, or an https address.") == true)
    #expect(
      fault(["ATLAS_PUSH_FCM_ACCOUNT": "no/such/file.json"])
        == "The file \"no/such/file.json\" (ATLAS_PUSH_FCM_ACCOUNT) cannot be read.")
    let file = FileManager.default.temporaryDirectory.appending(path: "push-\(UUID()).json")
    #expect(throws: Never.self) { try Data("{}".utf8).write(to: file) }
    #expect(
      fault(["ATLAS_PUSH_FCM_ACCOUNT": file.path()])
        == "ATLAS_PUSH_FCM_ACCOUNT: The service account lacks \"client_email\".")
    #expect(throws: Never.self) { try FileManager.default.removeItem(at: file) }
  }

  @Test("production without a way to some devices says so, and starts")
  func warning() throws {
    var configuration = AtlasConfiguration()
    func warnings() -> [String] {
      let (lines, fetcher) = (LoggedLines(), AsyncHTTPFetcher())
      #expect(configuration.makePushSenders(fetcher, publicFetcher: fetcher, lines.logger).count == 3)
      return lines.all
    }
    #expect(warnings().isEmpty)
    configuration.environment = .production
    #expect(warnings().count == 2 && warnings().first?.contains("ATLAS_PUSH_VAPID_KEY") == true)
    configuration.push = try AtlasConfiguration.push { vapid[$0] }
    #expect(warnings().count == 1 && warnings().first?.contains("ATLAS_PUSH_FCM_ACCOUNT") == true)
  }
}
