/// Which questions are none for a tutor of computing. Words and phrases decide; it is careful with a vocabulary in
/// which processes are killed, children orphaned and attacks studied: what is done to a person counts, not the verb.
enum ModerationRules {
  /// The category of a question, or of the text that was selected with it; nil for nearly all.
  static func classify(_ question: String, selection: String? = nil) -> ModerationCategory? {
    find(question) ?? selection.flatMap(find)
  }

  /// What is said to a question that is flagged: fixed words, no model and no tokens; nil for nearly all questions.
  static func reply(to question: TutorQuestion) -> TutorReply? {
    guard let category = classify(question.text, selection: question.selection) else { return nil }
    let message = category.message(in: AnswerLanguage(question.language))
    return TutorReply(text: message, moderation: Moderation(category: category.rawValue, message: message))
  }

  private static func find(_ text: String) -> ModerationCategory? {
    let words = words(VisibleText.cleaned(text))
    return rules.first { rule in rule.phrases.contains { $0.matches(words) } }?.category
  }

  /// In lower case, without accents and apostrophes; no more than a question and a selection hold.
  private static func words(_ text: String) -> [String] {
    let plain = text.lowercased().filter { $0 != "'" && $0 != "’" }
    return plain.split { !($0.isLetter || $0.isNumber) }.prefix(1500).map(String.init)
  }

  private static let rules: [(category: ModerationCategory, phrases: [ModerationPhrase])] =
    ModerationCategory.allCases.map { ($0, (ModerationPhrase.table[$0] ?? []).map(ModerationPhrase.init)) }
}

/// Why a question is not answered as usual: the categories of `ModerationFlag`. The gravest come first.
enum ModerationCategory: String, Sendable, CaseIterable {
  case selfHarm = "SELF_HARM"
  case violence = "VIOLENCE"
  case illegal = "ILLEGAL"
  case harassment = "HARASSMENT"
  case sexual = "SEXUAL"
}

extension ModerationCategory {
  /// What is said instead of an answer.
  func message(in language: AnswerLanguage) -> String {
    if self == .selfHarm, let message = Self.selfHarmByLanguage[language.code] { return message }
    switch self {
    case .selfHarm: return Self.selfHarmInEnglish
    case .violence:
      return """
        I cannot help with hurting somebody. If somebody is in danger, please call the emergency services where you \
        are. If you are angry or afraid, talk to a person you trust. I am glad to go on with your studies whenever you \
        like.
        """
    case .illegal:
      return """
        I cannot help with this, for it could do harm or break the law. If you meant a lesson on security, ask how the \
        attack works in general and how systems are defended against it.
        """
    case .harassment:
      return """
        I cannot help with something that is aimed at a person. If there is a conflict, a teacher, a colleague or \
        somebody else you trust may help to settle it. I am glad to go on with your studies.
        """
    case .sexual:
      return "This is not something I can help with. I am glad to go on with diagrams, labs and incidents."
    }
  }

  private static let selfHarmInEnglish = """
    I am sorry that things are so hard. You do not have to carry this alone. Please talk to somebody now: a friend, \
    somebody of your family, a doctor, or a crisis line in your country. If you are in danger at this moment, please \
    call the emergency services where you are. Your studies can wait; I am here when you want to go on.
    """

  private static let selfHarmByLanguage = [
    "de": """
    Es tut mir leid, dass es dir so schlecht geht. Du musst damit nicht allein bleiben. Bitte sprich jetzt mit \
    jemandem: mit Freunden, der Familie, einer Ärztin oder einem Krisentelefon in deinem Land. Wenn du gerade in \
    Gefahr bist, rufe bitte den Notruf. Das Lernen kann warten; ich bin da, wenn du weitermachen willst.
    """,
    "fr": """
    Je suis désolé que ce soit si dur. Vous n'êtes pas obligé de porter cela seul. Parlez à quelqu'un maintenant : un \
    ami, votre famille, un médecin ou une ligne d'écoute de votre pays. Si vous êtes en danger en ce moment, appelez \
    les secours. Les études peuvent attendre ; je suis là quand vous voudrez continuer.
    """,
    "es": """
    Siento mucho que lo estés pasando tan mal. No tienes que llevarlo a solas. Habla ahora con alguien: un amigo, tu \
    familia, un médico o una línea de ayuda de tu país. Si estás en peligro en este momento, llama a los servicios de \
    emergencia. Los estudios pueden esperar; aquí estaré cuando quieras seguir.
    """,
  ]
}
