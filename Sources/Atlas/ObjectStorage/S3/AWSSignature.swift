internal import Crypto
internal import FoundationEssentials

/// What requests to S3 are signed with.
public struct AWSCredentials: Sendable {
  let accessKey: String
  let secretKey: String
  /// Comes with keys that are good for a while only.
  let sessionToken: String?

  /// A pair of keys.
  public init(accessKey: String, secretKey: String, sessionToken: String? = nil) {
    self.accessKey = accessKey
    self.secretKey = secretKey
    self.sessionToken = sessionToken
  }
}

/// Signs requests with AWS Signature Version 4 (Amazon S3 API reference, "Authenticating requests").
struct AWSSignature: Sendable {
  let credentials: AWSCredentials
  let region: String

  /// A request as it is signed.
  struct Request: Sendable {
    var method: String
    /// The host, with its port where that is not the usual one.
    var host: String
    /// Percent-encoded as it is sent.
    var path: String
    /// Names and values, not encoded.
    var query: [(name: String, value: String)] = []
    /// Further header fields that are signed.
    var fields: [(name: String, value: String)] = []
  }

  /// What stands for the payload of a request whose bytes are not known.
  static let unsignedPayload = "UNSIGNED-PAYLOAD"
  private static let algorithm = "AWS4-HMAC-SHA256"

  /// The header fields that make a request ours, those it has included.
  ///
  /// - Parameters:
  ///   - payload: the SHA-256 of the body in hexadecimal.
  ///   - time: seconds since 1970.
  func fields(of request: Request, payload: String, time: Int) -> [(name: String, value: String)] {
    let stamp = Stamp(time)
    var signed = request
    signed.fields += [("x-amz-content-sha256", payload), ("x-amz-date", stamp.text)]
    if let token = credentials.sessionToken { signed.fields.append(("x-amz-security-token", token)) }
    let signature = signature(of: signed, payload: payload, stamp)
    let authorization =
      "\(Self.algorithm) Credential=\(credentials.accessKey)/\(scope(stamp)),"
      + "SignedHeaders=\(signed.signedNames),Signature=\(signature)"
    return signed.fields + [("Authorization", authorization)]
  }

  /// The query that makes a request ours for a while, to be sent by whoever has it.
  func query(of request: Request, seconds: Int, time: Int) -> String {
    let stamp = Stamp(time)
    var signed = request
    signed.query += [
      ("X-Amz-Algorithm", Self.algorithm), ("X-Amz-Credential", "\(credentials.accessKey)/\(scope(stamp))"),
      ("X-Amz-Date", stamp.text), ("X-Amz-Expires", String(seconds)), ("X-Amz-SignedHeaders", request.signedNames),
    ]
    if let token = credentials.sessionToken { signed.query.append(("X-Amz-Security-Token", token)) }
    let signature = signature(of: signed, payload: Self.unsignedPayload, stamp)
    return "\(signed.canonicalQuery)&X-Amz-Signature=\(signature)"
  }

  private func scope(_ stamp: Stamp) -> String { "\(stamp.day)/\(region)/s3/aws4_request" }

  private func signature(of request: Request, payload: String, _ stamp: Stamp) -> String {
    let canonical = request.canonical(payload: payload)
    let text =
      "\(Self.algorithm)\n\(stamp.text)\n\(scope(stamp))\n" + hexadecimal(SHA256.hash(data: Array(canonical.utf8)))
    var key = SymmetricKey(data: Array("AWS4\(credentials.secretKey)".utf8))
    for part in [String(stamp.day), region, "s3", "aws4_request"] {
      key = SymmetricKey(data: Self.code(part, key))
    }
    return hexadecimal(Self.code(text, key))
  }

  private static func code(_ text: String, _ key: SymmetricKey) -> HMAC<SHA256>.MAC {
    HMAC<SHA256>.authenticationCode(for: Array(text.utf8), using: key)
  }
}

extension AWSSignature {
  /// A moment as signatures write it: `20130524T000000Z`.
  private struct Stamp {
    let text: String

    var day: Substring { text.prefix(8) }

    init(_ secondsSince1970: Int) {
      text = Date(timeIntervalSince1970: Double(secondsSince1970)).formatted(
        Date.ISO8601FormatStyle(
          dateSeparator: .omitted, dateTimeSeparator: .standard, timeSeparator: .omitted, timeZoneSeparator: .omitted,
          includingFractionalSeconds: false, timeZone: .gmt))
    }
  }
}

extension AWSSignature.Request {
  /// The names of the signed fields.
  var signedNames: String { sortedFields.map(\.name).joined(separator: ";") }

  /// Encoded and sorted by name, then by value; all of it byte by byte.
  var canonicalQuery: String {
    query.map { (AWSEncoding.encode($0.name), AWSEncoding.encode($0.value)) }
      .sorted { ($0.0, $0.1) < ($1.0, $1.1) }
      .map { "\($0.0)=\($0.1)" }.joined(separator: "&")
  }

  fileprivate func canonical(payload: String) -> String {
    let lines = sortedFields.map { "\($0.name):\($0.value)\n" }.joined()
    return "\(method)\n\(path)\n\(canonicalQuery)\n\(lines)\n\(signedNames)\n\(payload)"
  }

  private var sortedFields: [(name: String, value: String)] {
    (fields.map { ($0.name.lowercased(), $0.value) } + [("host", host)]).sorted { $0.0 < $1.0 }
  }
}

/// Percent-encoding as signatures want it: everything but letters, digits and `-_.~`, in capital letters.
enum AWSEncoding {
  static func encode(_ text: String, keepingSlashes: Bool = false) -> String {
    var output = ""
    for byte in text.utf8 {
      switch byte {
      case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "."),
        UInt8(ascii: "~"):
        output.unicodeScalars.append(Unicode.Scalar(byte))
      case UInt8(ascii: "/") where keepingSlashes: output += "/"
      default: output += "%" + hexadecimal(byte).uppercased()
      }
    }
    return output
  }
}
