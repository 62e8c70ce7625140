// Atomizer: cuts a text into learning atoms. Values in, values out: it knows neither database nor network.
//
// Neighbours: ContentLibrary gives it texts and stores what it answers.
// Invariant: the same text, corpus statistics and version always give the same atoms.

/// The algorithm's identity.
public enum Atomizer {
  /// Rises with every change of what the algorithm answers for any text.
  public static let version = "1"
}
