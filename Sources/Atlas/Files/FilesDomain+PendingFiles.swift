public import AtlasAPI
import AtlasKernel
public import GraphQLExecution

// Placeholders of files, to be replaced.
extension FilesDomain {
  /// `Mutation.createUpload`
  public var createUpload: FieldResolver<Root, API.Mutation.CreateUploadArguments, API.CreateUploadPayload> { .pending }

  func registerPendingFiles(in map: inout ResolverMap) {
    map.add(
      API.FileAsset.Fields<Payload<Int>>(
        id: .pending, filename: .pending, mimeType: .pending, size: .pending, url: .pending, checksumSha256: .pending))
    map.add(
      API.CreateUploadPayload.Fields<Payload<Int>>(
        upload: .pending, userErrors: .pending))
    map.add(
      API.UploadTicket.Fields<Payload<Int>>(
        id: .pending, url: .pending, method: .pending, headers: .pending, expiresAt: .pending, maxBytes: .pending))
  }
}
