import GraphQLExecution
import Testing

@Suite("Key tables")
struct KeyTableTests {
  @Test("keys are numbered in the order in which they first came")
  func order() {
    var table = KeyTable()
    #expect([7, -1, 7, 0, -1, 7].map { table.insert($0) } == [0, 1, 0, 2, 1, 0])
    #expect(table.keys == [7, -1, 0])
    #expect(table[0] == 2)
    #expect(table[8] == nil)
  }

  @Test("it says the same as a dictionary, however much it grows")
  func growth() {
    var table = KeyTable(minimumCapacity: 3)
    var numbers: [Int64: Int32] = [:]
    // Neighbours, multiples of a power of two, and the ends of the range.
    let keys = (0..<Int64(3_000)).flatMap { number -> [Int64] in
      [number, number << 40, Int64.min + number, Int64.max - number]
    }
    for key in keys + keys.reversed() {
      let number = numbers[key] ?? Int32(numbers.count)
      numbers[key] = number
      #expect(table.insert(key) == number)
    }
    #expect(table.count == numbers.count)
    #expect(keys.allSatisfy { table[$0] == numbers[$0] })
    #expect(table[-1] == nil)
  }
}
