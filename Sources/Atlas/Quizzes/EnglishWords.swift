/// Small words of English that show what the words beside them are. Texts in other languages have none of them, and are
/// asked about by the terms of their authors alone.
enum EnglishWords {
  /// Words with which a sentence leans on the one before it, or speaks to the reader: alone it says too little.
  static let leaning = set(
    """
    it its this that these those they their them he his she her there here so then thus hence therefore but and or \
    yet also instead otherwise such both neither either now later next finally first second third another however \
    still even only your you we our i let try ask give take compute answer list write put use find name explain \
    describe compare choose decide return note keep make set start read add run send show tell say check count draw \
    fill complete assume imagine suppose consider look see remember plan test measure alert warm know prefer avoid \
    watch move store treat build track what which who whose why how where estimate interpolate pick redact publish \
    reserve scan practise record provide fail fence monitor divide size giving
    """)

  /// Words that a sentence may begin with before an article.
  static let openers = set(
    """
    if once when while because since after before until unless as with without through from for to in at on by of no \
    not never each every all some most many few one two three four five six half nothing nobody everything
    """)

  /// What points at something that was named before.
  static let pronouns = set("it its this that these those they their them he she his her you your we our us")

  /// Words near the beginning that lean on what was said before.
  static let linking = set("then therefore also thus hence besides too likewise instead however")

  static let articles = set("a an the each every its their no another one any")

  /// The articles that only a singular follows.
  static let singular = set("a an each every another one")

  /// What stands behind a verb rather than behind a noun.
  static let objects = set("a an the each every its their them it him us you your all no anything something one both")

  /// What stands before a verb rather than before a noun.
  static let beforeVerbs = set("to must can may will would should could might cannot not who which that and or never")

  static let beforeNouns = set(
    "of in on for with from between by at into through without over about than all some many few most two three four")

  /// Words that carry no subject alone, but make one with the noun before them.
  static let heads = set(
    """
    table tables line lines list lists page pages number numbers name names order version versions type types write \
    writes read reads request requests change changes part parts time times case cases form forms
    """)

  static let auxiliaries = set(
    """
    is are was were be been has have had does did can cannot may might must will would should could keeps costs \
    means holds says makes lets needs takes gives goes comes
    """)

  static let afterVerbs = set("a an the its their into on off no every each each all what that them it nothing")

  /// Nouns that would fit into hundreds of sentences.
  static let vague = set(
    """
    hour hours minute minutes second seconds week weeks month months year years day days night morning evening \
    afternoon lunch sunday rest other others user users customer customers team teams system systems value values \
    data service services machine machines change changes trap trick trouble rule rules world same next side sides \
    cost costs price word words idea odds danger hand hands front life look way ways thing things reason reasons \
    kind kinds share half third few lot point points place places phone shape site sites truth end ends start top \
    bottom number numbers person people everybody one ones case cases work job hall halls name names part parts size \
    line lines step steps business problem problems question questions answer answers example examples moment time \
    times
    """)

  private static func set(_ words: String) -> Set<String> {
    Set(words.split(whereSeparator: \.isWhitespace).map(String.init))
  }
}
