import Foundation
import FoundationXML
package import Workbook

/// Foundation's XML parser, for reading workbooks.
///
/// A target of its own: loading Foundation takes longer than all else that a start of the board does.
package struct FoundationMarkup: MarkupParser {
  package init() {}

  package func parse(_ next: @escaping () -> [UInt8], _ listener: any MarkupListener) -> Bool {
    let parser = XMLParser(stream: PieceStream(next, listener))
    parser.shouldProcessNamespaces = true
    parser.shouldResolveExternalEntities = false
    let teller = Teller(listener)
    parser.delegate = teller
    let isWhole = parser.parse() && parser.parserError == nil
    return (isWhole || listener.isDone) && !teller.heardDeclaration
  }
}

/// Hands the parser's events on.
private final class Teller: NSObject, XMLParserDelegate {
  private let listener: any MarkupListener
  /// An entity that a document declares gives neither text nor an error.
  private(set) var heardDeclaration = false

  init(_ listener: any MarkupListener) {
    self.listener = listener
  }

  func parser(
    _ parser: XMLParser, didStartElement name: String, namespaceURI: String?, qualifiedName: String?,
    attributes: [String: String]
  ) {
    listener.open(name, attributes)
    // Between two elements is soon enough to end.
    if listener.isDone { parser.abortParsing() }
  }

  func parser(_ parser: XMLParser, didEndElement name: String, namespaceURI: String?, qualifiedName: String?) {
    listener.close(name)
  }

  func parser(_ parser: XMLParser, foundCharacters text: String) {
    listener.read(text)
  }

  /// CDATA is not among the characters.
  func parser(_ parser: XMLParser, foundCDATA block: Data) {
    listener.read(String(decoding: block, as: UTF8.self))
  }

  func parser(_ parser: XMLParser, foundInternalEntityDeclarationWithName name: String, value: String?) {
    heardDeclaration = true
    parser.abortParsing()
  }
}

/// The document's bytes as the parser asks for them.
private final class PieceStream: InputStream {
  private let next: () -> [UInt8]
  private let listener: any MarkupListener
  private var piece: ArraySlice<UInt8> = []

  init(_ next: @escaping () -> [UInt8], _ listener: any MarkupListener) {
    self.next = next
    self.listener = listener
    super.init(data: Data())
  }

  override func open() {}
  override func close() {}
  override var hasBytesAvailable: Bool { true }

  override func read(_ buffer: UnsafeMutablePointer<UInt8>, maxLength: Int) -> Int {
    if listener.isDone { return 0 }
    if piece.isEmpty { piece = next()[...] }
    let taken = piece.prefix(maxLength)
    taken.withUnsafeBufferPointer { bytes in
      if let start = bytes.baseAddress { buffer.update(from: start, count: bytes.count) }
    }
    piece = piece.dropFirst(taken.count)
    return taken.count
  }
}
