/// A pattern of words: "make|build * bomb" is "make" or "build", up to three other words, "bomb". "~" is up to two
/// words such as "the" and "my".
///
/// A name in braces stands for a list of words. What begins with "!" must not be the word before the one that follows
/// ("fork bomb"), and what stands behind "unless" must not be near the match ("kill someone's process").
struct ModerationPhrase: Sendable {
  private enum Part: Sendable {
    case words(Set<String>)
    /// Up to so many words, of a list or of any kind.
    case gap(Int, Set<String>?)
    /// Not behind one of these.
    case notAfter(Set<String>)
  }

  private let parts: [Part]
  private let exceptions: Set<String>

  init(_ pattern: String) {
    let sides = pattern.split(separator: " unless ", maxSplits: 1)
    parts = sides[0].split(separator: " ").map { part in
      if part == "*" { return .gap(3, nil) }
      if part == "~" { return .gap(2, Self.words("{determiner}")) }
      return part.hasPrefix("!") ? .notAfter(Self.words(part.dropFirst())) : .words(Self.words(part))
    }
    exceptions = sides.count > 1 ? Self.words(sides[1]) : []
  }

  private static func words(_ part: some StringProtocol) -> Set<String> {
    part.split(separator: "|").reduce(into: []) { words, word in
      if let list = lists[String(word)] { words.formUnion(list) } else { words.insert(String(word)) }
    }
  }

  /// Whether the pattern stands somewhere among words in lower case.
  func matches(_ words: [String]) -> Bool {
    words.indices.contains { start in
      guard let end = end(parts[...], words, at: start) else { return false }
      return exceptions.isDisjoint(with: words[max(0, start - 3)..<min(words.count, end + 4)])
    }
  }

  /// Where the match ends. A pattern has a handful of parts, so the recursion is shallow.
  private func end(_ parts: ArraySlice<Part>, _ words: [String], at place: Int) -> Int? {
    guard let part = parts.first else { return place }
    let rest = parts.dropFirst()
    switch part {
    case .words(let wanted):
      return place < words.count && wanted.contains(words[place]) ? end(rest, words, at: place + 1) : nil
    case .notAfter(let unwanted):
      return place > 0 && unwanted.contains(words[place - 1]) ? nil : end(rest, words, at: place)
    case .gap(let longest, let list):
      for skipped in 0...longest where place + skipped <= words.count {
        if skipped > 0, let list, !list.contains(words[place + skipped - 1]) { return nil }
        if let end = end(rest, words, at: place + skipped) { return end }
      }
      return nil
    }
  }
}

extension ModerationPhrase {
  private static let lists: [String: Set<String>] = [
    "{person}": list(
      """
      him her someone somebody anyone people person man woman men women wife husband girlfriend boyfriend ex boss \
      teacher professor classmate classmates coworker colleague colleagues neighbour neighbor roommate friend brother \
      sister mother father mom dad human humans kid kids everyone students jemanden
      """),
    "{determiner}": list(
      "a an the my our his her their this that these those some all every other own innocent random"),
    "{known}": list(
      """
      girlfriend girlfriends boyfriend boyfriends wife wifes husband husbands ex exs boss bosses teacher teachers \
      professor classmate classmates coworker coworkers colleague colleagues neighbour neighbours neighbor neighbors \
      roommate roommates friend friends brother brothers sister sisters someones somebodys
      """),
    "{actor}": list("i ill id we lets and or will can could should would must might just really badly seriously"),
    "{place}": list("region regions zone zones tenant tenants latency ttl cache caches neighbor neighbors noisy"),
    "{growth}": list("growth demand traffic load scale popularity spike spikes increase expansion"),
    "{bomb}": list(
      """
      fork zip logic mail email decompression time xml yaml json tar gzip laughs cookie alias query graphql sql regex \
      entity pixel image png pdf archive compression depth batch
      """),
    "{computing}": list(
      """
      process processes thread threads task tasks job jobs container containers pod pods session sessions connection \
      connections query queries node nodes server servers worker workers transaction transactions replica replicas \
      request requests command shell signal sigkill pid lock locks database role permission branch
      """),
    "{defence}": list(
      "detect detects detecting filter filters filtering block blocks blocking prevent moderate moderation defend"
    ),
  ]

  private static func list(_ words: String) -> Set<String> { Set(words.split(separator: " ").map(String.init)) }

  static let table: [ModerationCategory: [String]] = [
    .selfHarm: [
      "kill|killing|hurt|hurting|harm|harming|cut|cutting|hang|hanging|drown|shoot|poison myself unless foot|feet|off",
      "end|ending my own|whole|miserable life", "take|taking my own|miserable life", "end|ending|take|taking my life",
      "i want|wanna|wish to die",
      "just want to die", "i wanna die", "i want to be dead", "i wish i was|were dead", "i would rather be dead",
      "i|im|am|feel|feeling suicidal", "i|im|me * commit|committing suicide unless {computing}",
      "thinking|thoughts|think of|about suicide", "no|any reason to live", "not|dont want to live anymore",
      "dont want to live", "better off dead", "better off without me", "self harm|harming",
      "mich umbringen|toten|töten",
      "bring|bringe mich um", "will nicht mehr leben", "mir das leben nehmen", "me suicider|tuer", "envie de mourir",
      "suicidarme", "quiero morir|morirme", "quitarme la vida",
    ],
    .violence: [
      "kill|murder|stab|strangle|assassinate|torture|lynch|behead|poison ~ {person} unless {computing}",
      "shoot|shooting ~ {person} unless {computing}|email|mail|message|note", "beat up ~ {person}",
      "beat ~ {person} up unless {computing}",
      "{actor} hurt|injure ~ {person} unless {computing}|{place}",
      "how|ways|want|wanna|need|try|trying !going|likely|begin|seem to hurt|injure ~ {person} unless {computing}|{place}",
      "attack ~ {person} unless {computing}|social|engineer|engineers|engineering|phishing|attackers",
      "shoot up ~ school|church|mosque|synagogue|office|classroom",
      "plan|commit|carry * mass shooting|massacre|genocide",
      "get away with murder",
    ],
    .illegal: [
      """
      make|making|build|building|assemble|construct|create * \
      !{bomb} bomb|bombs|explosive|explosives|grenade|molotov unless {defence}|{growth}|game|minesweeper
      """,
      "make|making|cook|cooking|synthesize|produce|grow * meth|methamphetamine|heroin|cocaine|fentanyl|ricin|sarin",
      "make|build|print|buy|convert * ghost|untraceable|illegal|unregistered|automatic gun|guns|weapon|weapons|rifle",
      "3d print * gun|guns|pistol", "build|make|enrich * nuclear|chemical|biological weapon|weapons",
      "buy|sell|order * cocaine|heroin|meth|fentanyl unless {defence}",
      "buy|sell * stolen card|cards|passwords unless {defence}",
      "launder ~ money unless {defence}|banks|bank|pattern|patterns|graph", "make|print ~ counterfeit money",
      "make|get|buy|forge ~ fake|false|forged passport|visa",
      "hack|hacking|break|breaking into ~ {known} * account|phone|email|instagram|facebook|whatsapp|wifi|laptop",
      "hack|hacking|crack|steal|stealing|guess ~ {known} * account|password|phone|email|instagram|facebook|whatsapp",
      "spy on ~ {known}", "ddos|attack my|our school|university",
    ],
    .harassment: [
      "bully|bullying|harass|harassing|humiliate|blackmail|dox|threaten|ridicule ~ {person} unless {defence}",
      "stalk|stalking ~ {person}", "make|making fun of ~ {person}", "make ~ {known} cry|suffer", "ruin his|her life",
      "insult|insulting|mock ~ {known}", "write * hateful|abusive|insulting message|mail|email|letter|post",
      "spread|start ~ rumour|rumor|rumours|rumors about ~ {person} unless {computing}|gossip|protocol",
      "you stupid|fucking|worthless idiot|bitch|whore|moron|machine|bot",
    ],
    .sexual: [
      "sex|sexual|naked|nude * child|children|minor|minors|kid|kids unless {defence}|column|field|table|data|record",
      "child|kiddie porn|pornography unless {defence}",
      "write|tell|show|send|give|describe|generate|draw|want * porn|porno|erotica|erotic|nudes unless {defence}",
      "have sex with", "sex chat|story|stories|tape unless {defence}", "undress|strip her|him|girl|woman", "horny",
    ],
  ]
}
