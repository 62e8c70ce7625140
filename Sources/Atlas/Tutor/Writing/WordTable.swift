/// The patterns of `AnswerWords` in one language.
struct WordTable: Sendable {
  var preface: String?
  var nothing: String
  var lead: String
  var leadAbout: String
  var think: String
  var closing: String
  var ownWords: String
  var askReason: String
  var askTrap: String
  var askConsequence: String
  var askEnd: String
  var hintPlace: String
  var hintWords: String
  var noSolution: String
  var agrees: String
  var open: String
  var compareNumbers: String
  var accounts: String
  var refused: String
  var diagram: String
  var lab: String
  var incident: String
  var text: String
  var askDiagram: String
  var askLab: String
  var askIncident: String
  var askText: String

  /// By the primary subtag.
  static let byLanguage: [String: WordTable] = ["en": english, "de": german, "fr": french, "es": spanish]

  static let english = WordTable(
    nothing: """
      I found nothing in the diagrams, labs, incidents and texts here that supports an answer. Name the subject in \
      other words, or ask from the page of the one you mean.
      """,
    lead: "This is written here:",
    leadAbout: "This is written here about %:",
    think: "Let us find it in what is written here.",
    closing: "The hints come nearer one by one. What follows from them for your question?",
    ownWords: "In your own words: what part do you think % plays here?",
    askReason: "“%” % gives the reason for this. Which could it be?",
    askTrap: "“%” % names a trap. What could go wrong there?",
    askConsequence: "“% …” What happens then, and why? Compare with %.",
    askEnd: "“% …” How does this sentence of % go on, and why?",
    hintPlace: "Look into “%” %.",
    hintWords: "These words matter there: %.",
    noSolution: "Select your solution as well, and it can be compared. This is written here:",
    agrees: "Your solution and these sentences speak of the same:",
    open: "Your solution does not mention this:",
    compareNumbers: "Compare the numbers: you write %, the source writes %.",
    accounts: "Does your solution account for this? %",
    refused:
      "The language model did not want to answer this. Ask in other words, or about another part of the subject.",
    diagram: "diagram", lab: "lab", incident: "incident", text: "text",
    askDiagram: "What is each part of “%” for?",
    askLab: "What would you try first in “%”?",
    askIncident: "What went wrong in “%”, and what was learned from it?",
    askText: "How would you explain “%” in your own words?")

  static let german = WordTable(
    preface: "Die Quellen werden in der Sprache zitiert, in der sie geschrieben sind.",
    nothing: """
      In den Diagrammen, Übungen, Vorfällen und Texten hier habe ich nichts gefunden, was eine Antwort stützt. Nenne \
      das Thema mit anderen Worten, am besten in der Sprache der Texte, oder frage von der Seite aus, um die es geht.
      """,
    lead: "Das steht hier:",
    leadAbout: "Das steht hier zu %:",
    think: "Suchen wir es in dem, was hier steht.",
    closing: "Die Hinweise führen Schritt für Schritt näher heran. Was folgt daraus für deine Frage?",
    ownWords: "In deinen eigenen Worten: Welche Rolle spielt hier %?",
    askReason: "„%“ % nennt den Grund dafür. Welcher könnte es sein?",
    askTrap: "„%“ % nennt eine Falle. Was könnte dort schiefgehen?",
    askConsequence: "„% …“ Was geschieht dann, und warum? Vergleiche mit %.",
    askEnd: "„% …“ Wie geht dieser Satz aus % weiter, und warum?",
    hintPlace: "Sieh in „%“ % nach.",
    hintWords: "Auf diese Wörter kommt es dort an: %.",
    noSolution: "Markiere auch deine Lösung, dann lässt sie sich vergleichen. Das steht hier:",
    agrees: "Davon sprechen deine Lösung und diese Sätze gemeinsam:",
    open: "Das erwähnt deine Lösung nicht:",
    compareNumbers: "Vergleiche die Zahlen: Du schreibst %, die Quelle schreibt %.",
    accounts: "Berücksichtigt deine Lösung das? %",
    refused: "Das Sprachmodell wollte darauf nicht antworten. Frage mit anderen Worten oder nach einem anderen Teil.",
    diagram: "Diagramm", lab: "Übung", incident: "Vorfall", text: "Text",
    askDiagram: "Wozu dient jeder Teil von „%“?",
    askLab: "Was würdest du in „%“ zuerst versuchen?",
    askIncident: "Was ging in „%“ schief, und was wurde daraus gelernt?",
    askText: "Wie würdest du „%“ in eigenen Worten erklären?")

  static let french = WordTable(
    preface: "Les sources sont citées dans la langue où elles sont écrites.",
    nothing: """
      Je n'ai rien trouvé ici, dans les diagrammes, exercices, incidents et textes, qui soutienne une réponse. Nommez \
      le sujet autrement, si possible dans la langue des textes, ou posez la question depuis la page concernée.
      """,
    lead: "Voici ce qui est écrit ici :",
    leadAbout: "Voici ce qui est écrit ici sur % :",
    think: "Cherchons-le dans ce qui est écrit ici.",
    closing: "Les indices s'en approchent pas à pas. Qu'en résulte-t-il pour votre question ?",
    ownWords: "Avec vos propres mots : quel rôle joue ici % ?",
    askReason: "« % » % en donne la raison. Laquelle pourrait-ce être ?",
    askTrap: "« % » % signale un piège. Qu'est-ce qui pourrait y mal tourner ?",
    askConsequence: "« % … » Que se passe-t-il alors, et pourquoi ? Comparez avec %.",
    askEnd: "« % … » Comment continue cette phrase de %, et pourquoi ?",
    hintPlace: "Regardez dans « % » %.",
    hintWords: "Ces mots y comptent : %.",
    noSolution: "Sélectionnez aussi votre solution pour qu'elle puisse être comparée. Voici ce qui est écrit ici :",
    agrees: "Votre solution et ces phrases parlent de la même chose :",
    open: "Votre solution ne mentionne pas ceci :",
    compareNumbers: "Comparez les nombres : vous écrivez %, la source écrit %.",
    accounts: "Votre solution en tient-elle compte ? %",
    refused:
      "Le modèle de langage n'a pas voulu répondre. Posez la question autrement, ou sur une autre partie du sujet.",
    diagram: "diagramme", lab: "exercice", incident: "incident", text: "texte",
    askDiagram: "À quoi sert chaque partie de « % » ?",
    askLab: "Qu'essaieriez-vous d'abord dans « % » ?",
    askIncident: "Qu'est-ce qui a mal tourné dans « % », et qu'en a-t-on appris ?",
    askText: "Comment expliqueriez-vous « % » avec vos propres mots ?")

  static let spanish = WordTable(
    preface: "Las fuentes se citan en el idioma en que están escritas.",
    nothing: """
      No he encontrado nada aquí, en los diagramas, ejercicios, incidentes y textos, que apoye una respuesta. Nombra \
      el tema con otras palabras, si puedes en el idioma de los textos, o pregunta desde la página que te interesa.
      """,
    lead: "Esto es lo que está escrito aquí:",
    leadAbout: "Esto es lo que está escrito aquí sobre %:",
    think: "Busquémoslo en lo que está escrito aquí.",
    closing: "Las pistas se acercan paso a paso. ¿Qué se sigue de ellas para tu pregunta?",
    ownWords: "Con tus propias palabras: ¿qué papel tiene aquí %?",
    askReason: "«%» % da la razón de esto. ¿Cuál podría ser?",
    askTrap: "«%» % nombra una trampa. ¿Qué podría salir mal ahí?",
    askConsequence: "«% …» ¿Qué pasa entonces, y por qué? Compara con %.",
    askEnd: "«% …» ¿Cómo sigue esta frase de %, y por qué?",
    hintPlace: "Mira en «%» %.",
    hintWords: "Estas palabras importan ahí: %.",
    noSolution: "Selecciona también tu solución para poder compararla. Esto es lo que está escrito aquí:",
    agrees: "Tu solución y estas frases hablan de lo mismo:",
    open: "Tu solución no menciona esto:",
    compareNumbers: "Compara los números: tú escribes %, la fuente escribe %.",
    accounts: "¿Tu solución tiene esto en cuenta? %",
    refused: "El modelo de lenguaje no quiso responder. Pregunta con otras palabras, o por otra parte del tema.",
    diagram: "diagrama", lab: "ejercicio", incident: "incidente", text: "texto",
    askDiagram: "¿Para qué sirve cada parte de «%»?",
    askLab: "¿Qué probarías primero en «%»?",
    askIncident: "¿Qué salió mal en «%», y qué se aprendió?",
    askText: "¿Cómo explicarías «%» con tus propias palabras?")
}

extension WordTable {
  /// The two sentences of further languages.
  static let fewByLanguage: [String: (preface: String, nothing: String)] = [
    "pt": (
      "As fontes são citadas na língua em que foram escritas.",
      "Não encontrei aqui nada que sustente uma resposta. Nomeie o assunto com outras palavras."
    ),
    "it": (
      "Le fonti sono citate nella lingua in cui sono scritte.",
      "Qui non ho trovato nulla che sostenga una risposta. Nomina l'argomento con altre parole."
    ),
    "nl": (
      "De bronnen worden geciteerd in de taal waarin ze geschreven zijn.",
      "Ik heb hier niets gevonden dat een antwoord ondersteunt. Noem het onderwerp met andere woorden."
    ),
    "pl": (
      "Źródła są cytowane w języku, w którym zostały napisane.",
      "Nie znalazłem tu niczego, co uzasadniałoby odpowiedź. Nazwij temat innymi słowami."
    ),
    "sv": (
      "Källorna citeras på det språk de är skrivna på.",
      "Jag hittade inget här som stöder ett svar. Nämn ämnet med andra ord."
    ),
    "da": (
      "Kilderne citeres på det sprog, de er skrevet på.",
      "Jeg fandt intet her, der understøtter et svar. Nævn emnet med andre ord."
    ),
    "nb": (
      "Kildene siteres på språket de er skrevet på.",
      "Jeg fant ikke noe her som støtter et svar. Nevn emnet med andre ord."
    ),
    "fi": (
      "Lähteitä lainataan sillä kielellä, jolla ne on kirjoitettu.",
      "En löytänyt täältä mitään, mikä tukisi vastausta. Nimeä aihe toisin sanoin."
    ),
    "tr": (
      "Kaynaklar yazıldıkları dilde alıntılanır.",
      "Burada bir yanıtı destekleyen bir şey bulamadım. Konuyu başka sözcüklerle adlandırın."
    ),
    "cs": (
      "Zdroje jsou citovány v jazyce, ve kterém jsou napsány.",
      "Nenašel jsem zde nic, co by podpořilo odpověď. Pojmenujte téma jinými slovy."
    ),
  ]
}
