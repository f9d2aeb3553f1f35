/// The texts that cells share, end to end in one array: half a million of them would be too many strings.
final class StringsPart: MarkupListener {
  private(set) var fault: WorkbookError?
  private let part: String
  private let limit: Int
  private var bytes: [UInt8] = []
  /// Where each text ends.
  private var ends: [UInt32] = []
  private var rich: RichText?

  /// `limit` is how many bytes all texts may have.
  init(_ part: String, limit: Int = WorkbookLimits.sharedText) {
    (self.part, self.limit) = (part, limit)
  }

  var isDone: Bool { fault != nil }

  /// Nil past the last one.
  func text(_ index: Int) -> String? {
    guard ends.indices.contains(index) else { return nil }
    let start = index == 0 ? 0 : Int(ends[index - 1])
    return String(decoding: bytes[start..<Int(ends[index])], as: UTF8.self)
  }

  func open(_ name: String, _ attributes: [String: String]) {
    if rich != nil {
      rich?.open(name)
    } else if name == "si" {
      rich = RichText()
    }
  }

  func read(_ text: String) {
    rich?.read(text)
  }

  func close(_ name: String) {
    guard let rich, rich.isOutside else {
      self.rich?.close()
      return
    }
    self.rich = nil
    let text = rich.text.utf8
    guard text.count <= WorkbookLimits.cellText else {
      return fault = .tooLarge(part: "A text of \(part)", limit: "1 MiB")
    }
    guard bytes.count + text.count <= limit, ends.count < WorkbookLimits.sharedTexts else {
      fault = .tooLarge(part: part, limit: "\(limit >> 20) MiB of texts")
      return
    }
    bytes += text
    ends.append(UInt32(bytes.count))
  }
}
