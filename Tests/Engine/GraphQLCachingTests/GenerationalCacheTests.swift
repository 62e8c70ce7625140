import Testing

@testable import GraphQLCaching

@Suite("Generational cache")
struct GenerationalCacheTests {
  @Test("what is used stays, what is not goes")
  func use() {
    var cache = GenerationalCache<String, Int>(byteLimit: 40)
    for (value, key) in ["a", "b", "c"].enumerated() { cache.insert(value, for: key, bytes: 10) }
    #expect(cache.find("a") == 0)
    cache.insert(3, for: "d", bytes: 10)
    #expect(cache.find("b") == nil)
    #expect(cache.find("a") == 0)
    #expect(cache.find("c") == 2)
    #expect(cache.find("d") == 3)
    #expect(cache.bytes == 10 * cache.count)
  }

  @Test("it never holds more than its limit, and nothing larger than a generation")
  func bound() {
    var cache = GenerationalCache<Int, Int>(byteLimit: 100)
    for number in 0..<1000 {
      cache.insert(number, for: number, bytes: 10)
      #expect(cache.count <= 10)
      #expect(cache.bytes == cache.count * 10)
    }
    cache.insert(0, for: -1, bytes: 51)
    #expect(cache.find(-1) == nil)
    cache.insert(0, for: -1, bytes: 50)
    #expect(cache.find(-1) == 0)
  }

  @Test("a value that is replaced or removed gives back its room")
  func replacing() {
    var cache = GenerationalCache<String, Int>(byteLimit: 40)
    for value in 0..<100 { cache.insert(value, for: "a", bytes: 20) }
    cache.remove("a")
    cache.insert(1, for: "b", bytes: 10)
    cache.insert(2, for: "c", bytes: 10)
    #expect(cache.count == 2 && cache.bytes == 20)
    cache.removeAll()
    #expect(cache.bytes == 0)
    #expect(cache.count == 0)
    #expect(cache.find("b") == nil)
  }

  @Test("a cache without room keeps nothing")
  func empty() {
    var cache = GenerationalCache<String, Int>(byteLimit: 0)
    cache.insert(1, for: "a", bytes: 1)
    #expect(cache.count == 0)
  }
}
