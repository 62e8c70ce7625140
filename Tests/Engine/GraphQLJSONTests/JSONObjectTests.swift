import GraphQLJSON
import Testing

@Suite struct JSONObjectTests {
  @Test("members are found whether few or many", arguments: [0, 1, 7, 8, 9, 10, 500])
  func lookup(count: Int) {
    var object = JSONObject()
    for index in 0..<count { object.append(key: "key\(index)", value: .integer(index)) }
    for index in 0..<count { #expect(object["key\(index)"] == .integer(index)) }
    #expect(object["key\(count)"] == nil)
    #expect(object.keys == (0..<count).map { "key\($0)" })
  }

  @Test("setting replaces in place, appends what is new and removes on nil", arguments: [3, 12])
  func setting(count: Int) {
    var object = JSONObject((0..<count).map { (key: "key\($0)", value: .integer($0)) })
    object["key1"] = .boolean(true)
    object["new"] = .null
    object["key0"] = nil
    #expect(object.members[0].value == .boolean(true))
    #expect(object["key1"] == .boolean(true))
    #expect(object["key\(count - 1)"] == .integer(count - 1))
    #expect(object["new"] == .null)
    #expect(object["key0"] == nil)
    #expect(object.count == count)
  }

  @Test("of two equal keys the first is found, on both sides of the index")
  func firstWins() {
    for count in [2, 20] {
      var object = JSONObject((0..<count).map { (key: "key\($0)", value: .integer($0)) })
      object.append(key: "key0", value: .null)
      #expect(object["key0"] == .integer(0))
    }
  }
}
