import FoundationEssentials

/// Scripts of others that the Playground uses where the system has them: CodeMirror 5 edits, dagre lays graphs out.
///
/// Debian's packages libjs-codemirror and node-dagre-layout install them. Exactly these files are served, and they are
/// read once, when the server starts.
struct InstalledScripts: Sendable {
  /// Names below /playground, and contents.
  private(set) var files: [(name: String, bytes: [UInt8])] = []
  private(set) var hasEditor = false
  private(set) var hasLayout = false

  /// Nothing is installed.
  init() {}

  /// What is there. Of a package all files are served, or none.
  static func find(editor: String = "/usr/share/javascript/codemirror", layout: String = "/usr/share/nodejs/dagre/dist")
    -> InstalledScripts
  {
    var found = InstalledScripts()
    found.hasEditor = found.add(editorFiles, of: editor, below: "codemirror/")
    found.hasLayout = found.add(["dagre.min.js"], of: layout, below: "dagre/")
    return found
  }

  private mutating func add(_ names: [String], of folder: String, below path: String) -> Bool {
    let read = names.compactMap { name in
      FileManager.default.contents(atPath: folder + "/" + name).map { (name: path + name, bytes: [UInt8]($0)) }
    }
    guard read.count == names.count else { return false }
    files += read
    return true
  }

  private static let editorFiles = [
    "lib/codemirror.js", "lib/codemirror.css", "addon/hint/show-hint.js", "addon/hint/show-hint.css",
    "addon/fold/foldcode.js", "addon/fold/foldgutter.js", "addon/fold/foldgutter.css", "addon/fold/brace-fold.js",
    "addon/edit/matchbrackets.js", "addon/edit/closebrackets.js", "addon/comment/comment.js",
    "addon/search/searchcursor.js", "addon/display/placeholder.js",
  ]
}
