import GraphQLWebSocket

extension AtlasConfiguration {
  /// Reads variables of an environment.
  ///
  /// - Throws: `ConfigurationError` naming the variable that is wrong.
  static func sockets(_ variable: (String) -> String?) throws(ConfigurationError) -> SocketSettings {
    var settings = SocketSettings()
    settings.socketsPerUser =
      try count("ATLAS_SOCKETS_PER_USER", variable("ATLAS_SOCKETS_PER_USER"), in: 1...1_000_000)
      ?? settings.socketsPerUser
    let seconds = try count("ATLAS_SOCKET_INIT_TIMEOUT", variable("ATLAS_SOCKET_INIT_TIMEOUT"), in: 1...3_600)
    settings.initTimeout = seconds.map { .seconds($0) } ?? settings.initTimeout
    return settings
  }
}
