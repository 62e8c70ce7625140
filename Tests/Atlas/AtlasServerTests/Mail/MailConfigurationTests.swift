import Testing

@testable import AtlasServer

@Suite struct MailConfigurationTests {
  private func configuration(_ variables: [String: String]) throws(ConfigurationError) -> AtlasConfiguration {
    var configuration = AtlasConfiguration()
    configuration.mail = try AtlasConfiguration.Mail { variables[$0] }
    try configuration.checkMail()
    return configuration
  }

  private func fault(_ variables: [String: String]) -> String? {
    do throws(ConfigurationError) {
      _ = try configuration(variables)
      return nil
    } catch {
      return error.description
    }
  }

  private let server = ["ATLAS_SMTP_URL": "smtp://u:secret@mail.example", "ATLAS_MAIL_FROM": "Atlas <a@b.example>"]

  @Test("links lead to the public address, without it to the one that is listened on")
  func publicAddress() throws {
    #expect(try configuration([:]).publicURL == "http://127.0.0.1:8080")
    #expect(try configuration(["ATLAS_PUBLIC_URL": "https://atlas.example/"]).publicURL == "https://atlas.example")
    #expect(try configuration(["ATLAS_PUBLIC_URL": "http://a.example:1/x"]).publicURL == "http://a.example:1/x")
    for text in ["atlas.example", "ftp://a.example", "https://", "https://a.example?x", "https://a b", "https://a#x"] {
      #expect(fault(["ATLAS_PUBLIC_URL": text])?.hasPrefix("ATLAS_PUBLIC_URL must be") == true, "\(text)")
    }
  }

  @Test("a server needs a sender, and its password is not told")
  func smtp() throws {
    #expect(fault(server) == nil)
    #expect(fault([:]) == nil)
    let files = try configuration(["ATLAS_SMTP_URL": "files"])
    #expect(files.mail.smtpURL == nil && files.mail.keepsFiles)
    #expect(fault(["ATLAS_SMTP_URL": "smtp://mail.example"]) == "ATLAS_SMTP_URL needs ATLAS_MAIL_FROM.")
    let wrong = fault(server.merging(["ATLAS_SMTP_URL": "smpt://u:secret@mail.example"]) { $1 })
    #expect(wrong?.hasPrefix("ATLAS_SMTP_URL must be") == true && wrong?.contains("secret") == false)
    #expect(fault(["ATLAS_MAIL_FROM": "a\r\nBcc: b@c.example"])?.hasPrefix("ATLAS_MAIL_FROM must be") == true)
  }
}
