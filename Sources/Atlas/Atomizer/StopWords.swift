/// Words that carry no subject: they end a phrase and count for nothing.
public enum StopWords {
  /// Whether a lower-case word is one.
  public static func contains(_ word: String) -> Bool { all.contains(word) }

  /// Whether a lower-case word carries no subject alone, but does behind one that it counts, names or orders: a sequence
  /// number, a page table.
  static func isHead(_ word: String) -> Bool { heads.contains(word) }

  private static let heads: Set<String> = [
    "number", "numbers", "name", "names", "table", "tables", "list", "lists", "line", "lines", "page", "pages", "type",
    "order", "version", "versions",
  ]

  /// Words with which a sentence breaks off before a listing, and no title ends.
  static let endsNoTitle: Set<String> = [
    "a", "an", "the", "is", "are", "as", "with", "use", "by", "of", "to", "and", "or", "for", "like", "be", "from",
    "that",
    "this", "than", "looks", "do", "just", "follows", "below", "does", "has", "have", "e", "g",
  ]

  private static let all: Set<String> = Set(
    [grammar, verbs, qualities, things, german, romance, korean].flatMap {
      $0.split(whereSeparator: \.isWhitespace).map(String.init)
    })

  private static let grammar = """
    a an the this that these those there here it its it's itself he him his she her hers they them their theirs we
    us our ours you your yours i me my mine one ones who whom whose which what when where why how and or nor but if
    then else than as at by for from in into of off on onto out over to up upon with within without about above
    across after against along among around before behind below beneath beside between beyond down during except
    inside like near outside past per since through throughout till toward towards under until via is are was were
    be been being am do does did doing done have has had having can could may might must shall should will would not
    no yes cannot can't don't doesn't didn't isn't aren't wasn't won't wouldn't shouldn't couldn't hasn't haven't
    hadn't i'm i'd i'll i've you're you'd you'll you've we're we'd we'll we've they're they'd they'll they've he's
    she's that's there's here's let's what's who's also only just even too very so such both either neither each
    every all any some few more most less least many much several other others another same own again once twice
    always never ever often sometimes usually already still yet now soon later ago however therefore thus hence
    though although because while whereas whether unless otherwise instead rather quite almost nearly perhaps maybe
    indeed anyway further furthermore moreover namely e.g i.e etc cf vs eg ie et al ok okay oh ah well ways away
    back together apart everything nothing something anything everyone someone anyone nobody everybody somewhere
    according elsewhere everywhere whatever whichever whoever whenever wherever zero two three four five six seven eight nine
    ten first second third fourth fifth last next previous former latter thereof therein thereby hereby whereby
    wherein mr mrs upon amongst amid besides despite thou thy unto
    """

  private static let verbs = """
    get gets got getting gotten give gives gave given giving go goes went gone going make makes made making take
    takes took taken taking come comes came coming put puts putting let lets letting see sees saw seen seeing look
    looks looked looking say says said saying tell tells told telling know knows knew known knowing think thinks
    thought want wants wanted need needs needed needing use uses used using try tries tried trying keep keeps kept
    keeping become becomes became becoming seem seems seemed show shows showed shown showing find finds found
    finding mean means meant happen happens happened happening work works worked working allow allows allowed
    allowing provide provides provided providing include includes included including contain contains contained
    containing require requires required requiring follow follows followed following consider considers considered
    considering describe describes described describing discuss discussed discusses mention mentioned note notes
    noted notice noticed assume assumes assumed suppose supposed explain explains explained refer refers referred
    cause causes caused causing occur occurs occurred start starts started starting begin begins began begun
    beginning end ends ended ending add adds added adding change changes changed changing create creates created
    creating call calls called calling return returns returned returning set sets setting specify specifies
    specified specifying define defines defined defining apply applies applied applying remain remains remained
    appear appears appeared appearing exist exists existed existing support supports supported supporting ensure
    ensures ensured help helps helped helping leave leaves left leaving turn turns turned turning run runs ran
    running learn learns learned learning talk talked talking write writes wrote written writing read reads reading
    depend depends depending based expect expects expected choose chosen chose decide decided like likes liked
    prefer preferred ask asks asked perform performs performed performing produce produces produced producing point
    points pointed result results resulting resulted recall remember understand understood imagine please compare
    compared relate related cover covers covered covering demonstrate introduced introduce introduces doing believe
    believed hold holds held holding bring brings brought bringing pass passes passed passing move moves moved
    moving replace replaced replacing mentioned indicate indicates indicated serve serves served determine
    determines determined prevent prevents prevented avoid avoids avoided handle handles handled handling represents
    represent represented correspond corresponding corresponds stand stands stood standing lie lies lay falls fell
    fallen falling made fixed fix fixes accept accepts accepted ignored ignore ignores attempt attempts attempted
    manage manages managed managing request requests requested concern concerns concerned suggest suggests suggested
    enter enters entered entering receive receives received suffice sufficed treat treats treated intend intended
    intends explore explores explored thank thanks build builds built send sends sent pick picks picked deal deals
    dealt wish wishes wished grow grows
    """

  private static let qualities = """
    good better best bad worse worst big bigger biggest large larger largest small smaller smallest long longer
    longest short shorter shortest high higher highest low lower lowest new newer newest old older oldest great
    greater greatest little simple simpler simplest easy easier easily hard harder different various certain
    particular particularly special specific specifically general generally common commonly typical typically usual
    possible possibly impossible available able unable likely unlikely necessary necessarily important useful
    useless interesting similar similarly equal equally whole full fully complete completely entire entirely main
    major minor real really actual actually true sure certainly clear clearly obvious obviously exactly exact
    directly direct simply merely basically essentially immediately currently current recent recently finally
    initially initial eventually quickly slowly fast slow faster automatically explicitly implicitly explicit
    implicit normally normal correctly correct properly proper incorrect wrong right appropriate relevant additional
    additionally extra single multiple double various respective respectively following preceding present absent
    ready free early late earlier later additional far close closer nice enough half hundred thousand million
    sufficient useful handy tricky convenient reasonable significant slightly highly widely rarely frequently mostly
    mainly largely partly partially effectively successfully definitely probably apparently fortunately
    unfortunately hopefully conversely likewise consequently accordingly meanwhile nevertheless nonetheless
    afterwards forward backward aforesaid
    """

  private static let things = """
    thing things way ways case cases example examples kind kinds sort sorts type lot lots bit number numbers amount
    part parts place places time times day days year years people person fact reason reasons idea ideas problem
    problems question questions answer answers issue issues point section sections chapter chapters page pages
    figure figures table tables listing listings book line lines word words name names list lists item items form
    forms order side sides top bottom middle beginning rest piece pieces detail details difference differences
    advantage disadvantage purpose purposes situation situations behavior behaviour approach example's mind sense
    look course instance moment matter manner means step steps set version versions left right appendix paragraph
    above below january february march april june july august september october november december monday tuesday
    wednesday thursday friday saturday sunday etc http https www com org html txt readme todo fixme copyright manner
    feet inches respect
    """

  private static let korean = """
    수 것 등 및 또는 그리고 하지만 그러나 이 그 저 있는 없는 대한 위한 다른 같은 어떤 모든 여러 다음 때 더 매우 할 한 하는 된 되는 위해 통해 대해 따라 경우 여기 이것 그것 또한 즉 만약 아래
    위 참고
    """

  private static let german = """
    der die das den dem des ein eine einer einem einen eines und oder aber nicht auch nur noch schon wie wenn weil
    dass daß ist sind war waren wird werden wurde wurden hat haben hatte sein seine seiner ihr ihre ihrer er sie es
    wir ich du man sich mit von vom zu zum zur bei aus auf für gegen über unter vor nach durch um ohne bis als im am
    kann können muss müssen soll sollen sehr mehr diese dieser dieses diesem diesen jede jeder jedes alle kein keine
    doch dann so hier dort
    """

  private static let romance = """
    le la les l un une des du de et ou mais donc car ni que qui quoi dont où il elle ils elles nous vous je tu ce
    cet cette ces son sa ses leur leurs est sont était être avoir a ont dans sur sous avec sans pour par plus moins
    très pas ne se si au aux comme el los las lo una unos unas y o pero que quien cual es son era ser estar está en
    con sin para por sobre entre más menos muy no su sus este esta estos estas ese esa como del al se le gli i uno
    della dei delle di da che è sono con per non
    """
}
