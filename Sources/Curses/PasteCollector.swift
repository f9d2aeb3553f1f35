/// Collects a bracketed paste: everything between `ESC [ 200 ~` and `ESC [ 201 ~`.
struct PasteCollector {
  /// More than any list of deals that someone pastes; what goes beyond is read and dropped.
  static let capacity = 1 << 20

  /// Milliseconds without a byte after which the end counts as lost.
  ///
  /// Long, for what comes later would act as keys.
  static let patience = 2000

  private var content: [UInt8] = []
  private(set) var isComplete = false

  private static let start = Array("\u{1b}[200~".utf8)
  private static let end = Array("\u{1b}[201~".utf8)

  /// Takes what belongs to the paste off the front of the bytes.
  ///
  /// Pasted text may itself hold an end mark so that the rest acts as keys. Of several end marks that are there at once
  /// the last one counts, unless another paste begins before it.
  mutating func take(_ bytes: inout [UInt8]) {
    let limit = PasteCollector.place(of: PasteCollector.start, in: bytes) ?? bytes.count
    if let first = PasteCollector.place(of: PasteCollector.end, in: bytes) {
      let last = PasteCollector.lastPlace(of: PasteCollector.end, in: bytes[..<max(limit, first + 6)]) ?? first
      append(bytes[..<last])
      bytes.removeFirst(last + PasteCollector.end.count)
      isComplete = true
    } else {
      // The tail may be the beginning of the mark.
      let kept = (1..<6).last { bytes.suffix($0).elementsEqual(PasteCollector.end.prefix($0)) } ?? 0
      append(bytes.dropLast(kept))
      bytes.removeFirst(bytes.count - kept)
    }
  }

  /// The text with line ends as `\n`, without any marks and without what the terminal answered meanwhile.
  var text: String {
    var bytes: [UInt8] = []
    for byte in OpenReply.removed(from: content) {
      bytes.append(byte)
      guard byte == UInt8(ascii: "~") else { continue }
      let tail = bytes.suffix(6)
      if tail.elementsEqual(PasteCollector.start) || tail.elementsEqual(PasteCollector.end) { bytes.removeLast(6) }
    }
    var text = String.UnicodeScalarView()
    var isAfterReturn = false
    for scalar in String(decoding: bytes, as: UTF8.self).unicodeScalars {
      if scalar == "\r" || (scalar == "\n" && !isAfterReturn) { text.append("\n") }
      if scalar != "\r" && scalar != "\n" { text.append(scalar) }
      isAfterReturn = scalar == "\r"
    }
    return String(text)
  }

  private mutating func append(_ bytes: some Collection<UInt8>) {
    content += bytes.prefix(max(0, PasteCollector.capacity - content.count))
  }

  private static func place(of mark: [UInt8], in bytes: [UInt8]) -> Int? {
    bytes.indices.first { bytes[$0] == 0x1b && bytes[$0...].starts(with: mark) }
  }

  private static func lastPlace(of mark: [UInt8], in bytes: ArraySlice<UInt8>) -> Int? {
    bytes.indices.last { bytes[$0] == 0x1b && bytes[$0...].starts(with: mark) }
  }
}
