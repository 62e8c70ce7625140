import FoundationEssentials
import Glibc
import GraphQLNIO

/// What the machine lets Atlas do: descriptors, the port, and the folders that it writes to.
struct MachineCheck {
  let configuration: AtlasConfiguration

  func findings() async -> [Finding] {
    [descriptors] + (await ports()) + folders.flatMap(Self.folder)
  }

  private var descriptors: Finding {
    var settings = HTTPServer.Settings()
    settings.connectionLimit = configuration.http.connectionLimit ?? settings.connectionLimit
    let (wanted, possible) = (settings.connectionLimit, settings.possibleConnections)
    guard possible < wanted else { return .ok("machine.descriptors", "there is room for \(wanted) connections") }
    return .warning(
      "machine.descriptors", "ATLAS_CONNECTIONS is \(wanted), but the process may open files for \(possible) only",
      "Raise the hard limit of open files to \(wanted + 1_024) (ulimit -Hn, LimitNOFILE), or lower ATLAS_CONNECTIONS.")
  }

  private func ports() async -> [Finding] {
    var findings = [await Self.port("PORT", configuration.host, configuration.port)]
    let monitoring = configuration.monitoring
    if let port = monitoring.port { findings.append(await Self.port("ATLAS_METRICS_PORT", monitoring.host, port)) }
    return findings
  }

  private static func port(_ variable: String, _ host: String, _ port: Int) async -> Finding {
    let (name, address) = ("machine.port", "\(host):\(port) (\(variable))")
    do throws(ListeningError) {
      try await HTTPServer.tryAddress(host: host, port: port)
      return .ok(name, "\(address) is free")
    } catch {
      // It may be this Atlas, running.
      let (seen, remedy) = ("\(address) cannot be taken", "\(error.reason).")
      return error.isTaken ? .warning(name, seen, remedy) : .problem(name, seen, remedy)
    }
  }

  // MARK: Folders

  /// What is written to, by its variable.
  private var folders: [(variable: String, path: String)] {
    var folders: [(String, String)] = []
    if usesHome { folders.append(("ATLAS_HOME", configuration.home)) }
    if let store = configuration.objects.store, !store.hasPrefix("s3://") {
      folders.append(("ATLAS_OBJECT_STORE", store))
    }
    if let folder = configuration.http.uploads?.folder { folders.append(("ATLAS_UPLOAD_FOLDER", folder)) }
    return folders
  }

  private var usesHome: Bool {
    configuration.databaseURL == nil || configuration.mail.smtpURL == nil || configuration.objects.store == nil
      || configuration.tokens.isDevelopmentOnly
      || configuration.http.uploads.map { $0.folder == nil } ?? false
  }

  private static func folder(_ variable: String, _ path: String) -> [Finding] {
    let existing = nearest(path)
    var isFolder = false
    guard FileManager.default.fileExists(atPath: existing, isDirectory: &isFolder), isFolder,
      FileManager.default.isWritableFile(atPath: existing)
    else {
      return [
        .problem(
          "machine.folders", "\(path) (\(variable)) cannot be made or written to by this user",
          "Give this user the folder, or set \(variable) to another one.")
      ]
    }
    return [freeSpace(variable, path, bytes: freeBytes(existing))]
  }

  static func freeSpace(_ variable: String, _ path: String, bytes: Int) -> Finding {
    let (name, seen) = ("machine.disk", "\(bytes >> 20) MB are free for \(path) (\(variable))")
    switch bytes {
    case ..<(100 << 20): return .problem(name, seen, "Make room: writes fail soon.")
    case ..<(1 << 30): return .warning(name, seen, "Make room.")
    default: return .ok(name, seen)
    }
  }

  /// The folder itself, or what it would be made in.
  private static func nearest(_ path: String) -> String {
    var path = path.hasPrefix("/") ? path : FileManager.default.currentDirectoryPath + "/" + path
    while path.count > 1, !FileManager.default.fileExists(atPath: path) {
      path = String(path[..<(path.lastIndex(of: "/") ?? path.startIndex)])
    }
    return path.isEmpty ? "/" : path
  }

  private static func freeBytes(_ path: String) -> Int {
    var status = statvfs()
    guard unsafe statvfs(path, &status) == 0 else { return 0 }
    let (bytes, overflow) = Int(clamping: status.f_bavail).multipliedReportingOverflow(
      by: Int(clamping: status.f_frsize))
    return overflow ? .max : bytes
  }
}
