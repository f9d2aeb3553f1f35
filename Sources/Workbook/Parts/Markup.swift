/// What a parser tells of an XML document, in its order. Names are without their prefixes.
package protocol MarkupListener: AnyObject {
  /// Attributes keep their prefixes.
  func open(_ name: String, _ attributes: [String: String])
  /// Text and CDATA, in pieces of any size.
  func read(_ text: String)
  func close(_ name: String)
  /// Whether the rest of the document is not needed.
  var isDone: Bool { get }
}

/// A parser of XML. The one there is uses Foundation, which only the program that reads workbooks loads.
package protocol MarkupParser {
  /// Parses the pieces that `next` gives until one is empty. False when they are not one well-formed document, which is
  /// known only at the end: the listener may have heard more by then. A listener that is done ends it earlier, as true.
  func parse(_ next: @escaping () -> [UInt8], _ listener: any MarkupListener) -> Bool
}

/// Looks through what stands before the first element of a document, where a DOCTYPE would be.
///
/// A declared entity vanishes without a word in Foundation's parser, so no DOCTYPE is let through. Bytes of 0 are left
/// out, by which UTF-16 reads as ASCII.
struct Prolog {
  enum Verdict: Hashable {
    case undecided
    case documentType
    case none
  }

  private(set) var verdict = Verdict.undecided
  private var text: [UInt8] = []
  private static let longest = 1 << 16

  mutating func add(_ bytes: [UInt8]) {
    guard verdict == .undecided else { return }
    text += bytes.filter { $0 != 0 }
    verdict = Self.verdict(text[...])
    // No honest file begins with so much besides its content.
    if verdict == .undecided, text.count > Self.longest { verdict = .documentType }
  }

  private static func verdict(_ text: ArraySlice<UInt8>) -> Verdict {
    var rest = text
    while let sign = rest.firstIndex(of: UInt8(ascii: "<")) {
      rest = rest[sign...]
      if let inside = after("<?", rest), let end = place(after: "?>", in: inside) {
        rest = rest[end...]
      } else if let inside = after("<!--", rest), let end = place(after: "-->", in: inside) {
        rest = rest[end...]
      } else if after("<!D", rest) != nil {
        return .documentType
      } else {
        guard rest.count > 1 else { return .undecided }
        return "?!".utf8.contains(rest[rest.startIndex + 1]) ? .undecided : .none
      }
    }
    return .undecided
  }

  private static func after(_ mark: String, _ text: ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
    text.starts(with: mark.utf8) ? text.dropFirst(mark.utf8.count) : nil
  }

  private static func place(after mark: String, in text: ArraySlice<UInt8>) -> Int? {
    let mark = Array(mark.utf8)
    return text.indices.first { text[$0] == mark[0] && text[$0...].starts(with: mark) }.map { $0 + mark.count }
  }
}
