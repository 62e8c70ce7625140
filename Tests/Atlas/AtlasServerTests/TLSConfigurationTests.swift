import GraphQLNIO
import Testing

@testable import AtlasServer

@Suite struct TLSConfigurationTests {
  private func fault(_ certificate: String?, _ key: String?, _ version: String?, _ strict: String? = nil) -> String? {
    do throws(ConfigurationError) {
      _ = try AtlasConfiguration.tls(
        certificate: certificate, privateKey: key, minimumVersion: version, strictTransport: strict)
      return nil
    } catch {
      return error.description
    }
  }

  @Test("certificate and key come together, and say how the port speaks TLS")
  func settings() throws {
    let none = try AtlasConfiguration.tls(
      certificate: nil, privateKey: nil, minimumVersion: nil, strictTransport: nil)
    #expect(none == nil)
    let usual = try AtlasConfiguration.tls(
      certificate: "a.pem", privateKey: "b.pem", minimumVersion: nil, strictTransport: nil)
    #expect(usual?.certificatePath == "a.pem" && usual?.privateKeyPath == "b.pem")
    #expect(usual?.minimumVersion == .tls13 && usual?.strictTransportSeconds == nil)
    let old = try AtlasConfiguration.tls(
      certificate: "a.pem", privateKey: "b.pem", minimumVersion: "1.2", strictTransport: "300")
    #expect(old?.minimumVersion == .tls12 && old?.strictTransportSeconds == 300)
  }

  @Test("one without the other, an unknown version and settings of a port without TLS are named")
  func faults() {
    let together = "TLS_CERTIFICATE and TLS_PRIVATE_KEY need each other: each is the path of a PEM file."
    #expect(fault("a", nil, nil) == together)
    #expect(fault(nil, "b", nil) == together)
    #expect(fault("a", "b", "1.1") == "TLS_MINIMUM_VERSION must be 1.2 or 1.3, not \"1.1\".")
    #expect(fault("a", "b", nil, "x") == "TLS_HSTS_SECONDS must be a number from 0 to 63072000.")
    let alone = "TLS_MINIMUM_VERSION and TLS_HSTS_SECONDS need TLS_CERTIFICATE and TLS_PRIVATE_KEY."
    #expect(fault(nil, nil, "1.2") == alone)
    #expect(fault(nil, nil, nil, "1") == alone)
  }
}
