import Glibc

extension TLSSettings {
  /// Reads certificate and key as a server that starts does.
  ///
  /// - Returns: when the first of the certificates ends, in seconds since 1970.
  /// - Throws: what is wrong with the files, also where they do not belong together.
  public func certificateExpiry() throws(TLSFileError) -> Int { try TLSIdentity(self).expiry }

  /// Whether users of the machine other than the owner and the group of the key's file may read it.
  public var isPrivateKeyReadableByAll: Bool {
    var status = stat()
    return unsafe stat(privateKeyPath, &status) == 0 && status.st_mode & S_IROTH != 0
  }
}
