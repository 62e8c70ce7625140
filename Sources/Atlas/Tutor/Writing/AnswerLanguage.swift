/// A language that an answer is asked for in.
struct AnswerLanguage: Sendable, Equatable {
  /// The primary subtag of a BCP 47 tag in lower case: "de" of "de-AT". "en" where none is asked for.
  let code: String

  /// - Parameter tag: nil, or a tag of which nothing need be true.
  init(_ tag: String?) {
    let primary = (tag ?? "en").prefix { $0 != "-" && $0 != "_" }.lowercased()
    let isCode = (2...3).contains(primary.utf8.count) && primary.utf8.allSatisfy { (97...122).contains($0) }
    code = isCode ? primary : "en"
  }

  /// For instructions; never anything but letters.
  var englishName: String { Self.names[code] ?? "the language with the ISO 639 code \(code)" }

  private static let names = [
    "en": "English", "de": "German", "fr": "French", "es": "Spanish", "pt": "Portuguese", "it": "Italian",
    "nl": "Dutch",
    "pl": "Polish", "sv": "Swedish", "da": "Danish", "nb": "Norwegian", "no": "Norwegian", "fi": "Finnish",
    "tr": "Turkish", "cs": "Czech", "uk": "Ukrainian", "ru": "Russian", "el": "Greek", "ro": "Romanian",
    "hu": "Hungarian", "ar": "Arabic", "he": "Hebrew", "hi": "Hindi", "ja": "Japanese", "ko": "Korean", "zh": "Chinese",
  ]
}
