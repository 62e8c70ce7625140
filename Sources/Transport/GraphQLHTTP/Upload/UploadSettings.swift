/// What the operator decides about files that come with a request, as the GraphQL multipart request specification sends
/// them.
///
/// A form is a "simple" request: any web page can make a browser send one with the user's cookies. So a form must always
/// carry a header field that forces a preflight: one of those of `HTTPSettings.crossSiteRule` or, where that is off, one
/// of `CrossSiteRule.standard`.
public struct UploadSettings: Sendable, Equatable {
  /// How large one file may be, in bytes.
  public var fileBytesLimit = 10_485_760
  /// How many files one request may have.
  public var filesLimit = 10
  /// How large all files of a request may be together, in bytes.
  public var totalBytesLimit = 52_428_800
  /// How large `operations` may be, and `map` as well, in bytes. Both are held in memory.
  public var operationsBytesLimit = 1_048_576

  /// The usual settings.
  public init() {}

  /// How large a whole body may be: the files, `operations` and `map`, the heads of all parts, and some room for what
  /// stands around them.
  var bodyBytesLimit: Int {
    let (heads, isTooMuch) = MultipartLimits.headBytes.multipliedReportingOverflow(by: partsLimit)
    let rest = [totalBytesLimit, operationsBytesLimit, operationsBytesLimit, 65_536]
    return rest.reduce(isTooMuch ? .max : heads) { sum, bytes in
      let (total, isTooMuch) = sum.addingReportingOverflow(bytes)
      return isTooMuch ? .max : total
    }
  }

  /// How many parts a form may have: `operations`, `map` and the files.
  var partsLimit: Int { min(filesLimit, .max - 2) + 2 }
}
