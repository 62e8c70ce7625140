/// Names of time zones, such as Europe/Vienna.
enum TimeZoneName {
  /// The characters and the length of zone names; whether the zone exists is for those who use it.
  static func isPlausible(_ text: String) -> Bool {
    (1...64).contains(text.utf8.count)
      && text.utf8.allSatisfy { byte in
        (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
          || "/_+-".utf8.contains(byte)
      }
  }
}
