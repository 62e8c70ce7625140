import GraphQLHTTP
import Synchronization

/// The client of a stream: a write waits until it has been read, or its task is cancelled.
final class TestStreamClient: HTTPBodyWriter {
  private struct State {
    var pieces: [[UInt8]] = []
    var writer: CheckedContinuation<Void, any Error>?
    var reader: CheckedContinuation<[UInt8]?, Never>?
    var isCancelled = false
  }

  private let state = Mutex(State())

  func write(_ bytes: [UInt8]) async throws {
    try await withTaskCancellationHandler {
      try await withCheckedThrowingContinuation { (writer: CheckedContinuation<Void, any Error>) in
        let (reader, isCancelled) = state.withLock { state in
          defer { state.reader = nil }
          if state.reader == nil, !state.isCancelled {
            state.pieces.append(bytes)
            state.writer = writer
          }
          return (state.reader, state.isCancelled)
        }
        reader?.resume(returning: bytes)
        if isCancelled { writer.resume(throwing: CancellationError()) } else if reader != nil { writer.resume() }
      }
    } onCancel: {
      let (writer, reader) = state.withLock { state in
        defer { (state.writer, state.reader, state.isCancelled) = (nil, nil, true) }
        return (state.writer, state.reader)
      }
      writer?.resume(throwing: CancellationError())
      reader?.resume(returning: nil)
    }
  }

  /// The text of the next piece.
  func next() async -> String? {
    let bytes = await withCheckedContinuation { (reader: CheckedContinuation<[UInt8]?, Never>) in
      let (piece, writer) = state.withLock { state in
        guard !state.pieces.isEmpty else {
          state.reader = reader
          return ([UInt8]?.none, CheckedContinuation<Void, any Error>?.none)
        }
        defer { state.writer = nil }
        return (state.pieces.removeFirst(), state.writer)
      }
      writer?.resume()
      if let piece { reader.resume(returning: piece) }
    }
    return bytes.map { String(decoding: $0, as: UTF8.self) }
  }
}
