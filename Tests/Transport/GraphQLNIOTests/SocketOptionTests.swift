import Glibc
import GraphQLNIO
import NIOCore
import Testing

@Suite struct SocketOptionTests {
  /// The option of TCP has the number of another one of sockets in general, which only root may set: with the wrong
  /// level no other user could serve anybody.
  @Test("connections do not wait for more to send, and nothing is asked of the system that only root may have")
  func noDelay() async throws {
    try await withServer { _, client in
      try await client.send(get("/a"))
      #expect(await client.read(through: "GET /a ") == answer("GET /a "))
      let port = try #require(client.channel.localAddress?.port)
      // The server runs in this process: its end of the connection is the socket that has the client as its peer.
      let accepted = try #require((0..<4_096).first { peerPort(of: $0) == port })
      #expect(option(IPPROTO_TCP, TCP_NODELAY, of: accepted) == 1)
      #expect(option(SOL_SOCKET, SO_DEBUG, of: accepted) == 0)
    }
  }

  /// Of an address of IPv4: the family in the byte order of the machine, then the port in that of the network.
  private func peerPort(of descriptor: Int32) -> Int? {
    var address = [UInt8](repeating: 0, count: 128)
    var length = socklen_t(address.count)
    // Safe: the address outlives the call, which writes no more than its length.
    let status = unsafe address.withUnsafeMutableBytes { bytes in
      unsafe bytes.withMemoryRebound(to: sockaddr.self) { unsafe getpeername(descriptor, $0.baseAddress, &length) }
    }
    guard status == 0, address[0] == UInt8(AF_INET) else { return nil }
    return Int(address[2]) << 8 | Int(address[3])
  }

  private func option(_ level: some BinaryInteger, _ name: Int32, of descriptor: Int32) -> Int32? {
    var value: Int32 = -1
    var length = socklen_t(MemoryLayout<Int32>.size)
    let status = unsafe getsockopt(descriptor, Int32(level), name, &value, &length)
    return status == 0 ? value : nil
  }
}
