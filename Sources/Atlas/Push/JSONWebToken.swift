import AtlasKernel
import GraphQLJSON

/// Signed claims in their compact form (RFC 7515, section 3.1).
enum JSONWebToken {
  /// - Parameter sign: makes the signature of bytes, as the algorithm in the header wants it.
  static func signed(
    header: JSONObject, claims: JSONObject, by sign: ([UInt8]) throws -> [UInt8]
  ) rethrows -> String {
    let parts = [header, claims].map { Base64URL.encode(JSONValue.object($0).serialized()) }
    let text = parts.joined(separator: ".")
    return "\(text).\(Base64URL.encode(try sign(Array(text.utf8))))"
  }
}
