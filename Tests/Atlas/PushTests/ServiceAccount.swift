import CryptoExtras
import GraphQLJSON
import Push

/// A service account as Google's console makes one, with a key of these tests.
enum ServiceAccount {
  static let key = Result { try _RSA.Signing.PrivateKey(keySize: .bits2048) }
  static let tokenURL = "https://oauth2.example/token"
  static let sendURL = "https://fcm.example/v1/projects/atlas-1/messages:send"

  static func members() throws -> JSONObject {
    [
      "type": .string("service_account"), "project_id": .string("atlas-1"), "private_key_id": .string("key-1"),
      "private_key": .string(try key.get().pkcs8PEMRepresentation + "\n"),
      "client_email": .string("push@atlas-1.iam.example"), "token_uri": .string(tokenURL),
    ]
  }

  static func make() throws -> FCMAccount {
    try FCMAccount(json: JSONValue.object(members()).serialized(), service: "https://fcm.example")
  }
}
