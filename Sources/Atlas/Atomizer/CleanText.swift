/// Text made fit for reading: one kind of line end, no control characters, no terminal tricks.
enum CleanText {
  /// The bytes of a text: valid UTF-8, lines end in a newline, form feeds stay (they are page ends).
  static func bytes(of text: String) -> [UInt8] {
    var cleaner = Cleaner()
    cleaner.out.reserveCapacity(text.utf8.count)
    for byte in text.utf8 { cleaner.take(byte) }
    return cleaner.out
  }

  /// The lines of cleaned bytes, without their ends.
  static func lines(of bytes: [UInt8]) -> [ArraySlice<UInt8>] {
    bytes.split(separator: 0x0A, omittingEmptySubsequences: false)
  }

  private struct Cleaner {
    enum State { case text, escape, controlSequence }
    var out: [UInt8] = []
    var state = State.text
    var afterReturn = false

    mutating func take(_ byte: UInt8) {
      switch state {
      case .escape:
        state = byte == UInt8(ascii: "[") ? .controlSequence : .text
      case .controlSequence:
        // Colours and the like end with a letter; a broken sequence ends with the line.
        if byte >= 0x40 || byte == 0x0A { state = .text }
        if byte == 0x0A { out.append(byte) }
      case .text:
        if byte >= 0x80 {
          takeNonASCII(byte)
        } else if byte >= 0x20, byte != 0x7F {
          out.append(byte)
        } else {
          takeControl(byte)
        }
      }
      afterReturn = byte == 0x0D
    }

    private mutating func takeControl(_ byte: UInt8) {
      switch byte {
      case 0x0A: if !afterReturn { out.append(0x0A) }
      case 0x0D: out.append(0x0A)
      case 0x09, 0x0C: out.append(byte)
      case 0x08: rubOut()
      case 0x1B: state = .escape
      default: break
      }
    }

    /// A backspace prints the next character over the last one: manuals write bold type so.
    private mutating func rubOut() {
      while let last = out.last, last != 0x0A {
        out.removeLast()
        if last & 0xC0 != 0x80 { return }
      }
    }

    /// Scalars that would only disturb: C1 controls, soft hyphens, zero-width spaces, byte order marks.
    private mutating func takeNonASCII(_ byte: UInt8) {
      out.append(byte)
      let count = out.count
      if count >= 2, out[count - 2] == 0xC2, byte < 0xA1 || byte == 0xAD {
        out.removeLast(2)
        if byte == 0xA0 { out.append(0x20) }
      } else if count >= 3, out[count - 3] == 0xE2, out[count - 2] == 0x80 {
        if byte == 0x8B { out.removeLast(3) }
        if byte == 0xA8 || byte == 0xA9 {
          out.removeLast(3)
          out.append(0x0A)
        }
      } else if count >= 3, out[count - 3] == 0xEF, out[count - 2] == 0xBB, byte == 0xBF {
        out.removeLast(3)
      }
    }
  }
}
