/// Names of HTML's elements by what a reader of text does with them.
enum HTMLTag {
  /// They end a line of text.
  static let blocks: Set<String> = [
    "address", "article", "aside", "blockquote", "body", "center", "dd", "details", "dialog", "dir", "div", "dl", "dt",
    "fieldset", "figcaption", "figure", "footer", "form", "frameset", "h1", "h2", "h3", "h4", "h5", "h6", "head",
    "header", "hr", "html", "legend", "li", "main", "menu", "nav", "noscript", "ol", "optgroup", "option", "p", "pre",
    "script", "section", "style", "summary", "table", "tbody", "td", "template", "tfoot", "th", "thead", "title", "tr",
    "ul", "iframe", "link", "meta",
  ]
  /// They stand in a line of text.
  static let inlines: Set<String> = [
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "br", "cite", "code", "data", "del", "dfn", "em", "font", "i",
    "img", "ins", "kbd", "label", "mark", "q", "rp", "rt", "ruby", "s", "samp", "small", "span", "strike", "strong",
    "sub", "sup", "time", "tt", "u", "var", "wbr", "picture", "source",
  ]
  /// They and what stands in them are no text, or are the furniture of a page.
  static let skipped: Set<String> = [
    "script", "style", "head", "nav", "noscript", "template", "iframe", "svg", "button", "select", "footer", "object",
    "canvas", "audio", "video", "textarea", "datalist", "applet", "map",
  ]
  /// Nothing in them is markup until they end.
  static let raw: Set<String> = ["script", "style", "textarea", "title", "xmp", "iframe", "noembed", "noframes"]
  /// Classes and identifiers of page furniture.
  static let furniture: Set<String> = [
    "nav", "navbar", "navigation", "navheader", "navfooter", "nav-panel", "nav-chapters", "nav-wrapper", "toc",
    "table-of-contents", "sidebar", "sphinxsidebar", "menu", "menu-bar", "breadcrumb", "breadcrumbs", "footer",
    "pagination", "headerlink", "pilcrow", "linenos", "lineno", "lineno-src", "related", "contents", "skip-link",
    "element-contents", "mw-editsection", "noprint", "page-footer", "site-footer", "site-header", "cookie-banner",
    "srclink", "anchor", "mark", "permalink", "menu-title", "buttons", "shortcontents", "copyright",
  ]

  /// The lower-case name at the beginning of a tag's inside.
  static func name(_ bytes: ArraySlice<UInt8>) -> String {
    bytes.prefix(16).prefix { $0.isAlphanumeric }.text.lowercased()
  }

  /// Whether what stands between angle brackets is a tag of HTML or a comment, not `Vec<T>`.
  static func isMarkup(_ inner: ArraySlice<UInt8>) -> Bool {
    if inner.begins(withASCII: "!--") { return true }
    let inside = inner.first == UInt8(ascii: "/") ? inner.dropFirst() : inner
    let name = name(inside)
    guard inlines.contains(name) || blocks.contains(name) && !skipped.contains(name) else { return false }
    let rest = inside.dropFirst(name.utf8.count)
    return rest.isEmpty || rest.first?.isWhitespace == true || rest.first == UInt8(ascii: "/")
  }
}
