/// Reads parts of the workbook: unpacks them into the parser, a piece at a time, within the limits.
struct PartReader {
  let archive: Archive
  let parser: any MarkupParser

  func holds(_ part: String) -> Bool { archive.member(part) != nil }

  /// Tells the listener what is in the part. What it heard counts only once this has returned.
  ///
  /// Returns how many bytes were unpacked; at most `allowance` are.
  @discardableResult
  func read(_ part: String, allowance: Int, _ listener: any MarkupListener) throws(WorkbookError) -> Int {
    guard let member = archive.member(part) else { throw .missingPart(part) }
    let reading = PartReading(part, listener, allowance: allowance, try MemberStream(member, in: archive))
    let isWhole = parser.parse({ reading.next() }, reading)
    if let fault = reading.fault { throw fault }
    if listener.isDone { return reading.count }
    guard isWhole, reading.isClosed else { throw .badMarkup(part: part) }
    try reading.finish()
    return reading.count
  }
}

/// One reading of one part: what stands between the archive and the listener, and the first fault on either side.
private final class PartReading: MarkupListener {
  private(set) var fault: WorkbookError?
  private let part: String
  private let listener: any MarkupListener
  private let allowance: Int
  private var stream: MemberStream
  private var prolog = Prolog()
  private var encoding = PartEncoding()
  private var depth = 0
  private var elements = 0

  init(_ part: String, _ listener: any MarkupListener, allowance: Int, _ stream: MemberStream) {
    (self.part, self.listener, self.allowance, self.stream) = (part, listener, allowance, stream)
  }

  var count: Int { stream.count }
  /// Whether an element was heard of and every one was closed: Foundation's parser takes an empty stream for a document.
  var isClosed: Bool { elements > 0 && depth == 0 }
  var isDone: Bool { fault != nil || listener.isDone }

  func next() -> [UInt8] {
    guard fault == nil else { return [] }
    do throws(WorkbookError) {
      let piece = try stream.next()
      prolog.add(piece)
      if !encoding.takes(piece) { throw WorkbookError.badMarkup(part: part) }
      if prolog.verdict == .documentType { throw WorkbookError.documentType(part: part) }
      if stream.count > allowance {
        throw WorkbookError.tooLarge(part: part, limit: "\(WorkbookLimits.parts >> 20) MiB with the parts before it")
      }
      return piece
    } catch {
      fault = error
      return []
    }
  }

  /// A parser may stop asking at the end of the document; size and checksum are looked at all the same.
  func finish() throws(WorkbookError) {
    while try !stream.next().isEmpty {}
  }

  func open(_ name: String, _ attributes: [String: String]) {
    depth += 1
    elements += 1
    guard depth <= WorkbookLimits.depth else {
      fault = fault ?? .tooDeep(part: part)
      return
    }
    if !isDone { listener.open(name, attributes) }
  }

  func read(_ text: String) {
    if !isDone { listener.read(text) }
  }

  func close(_ name: String) {
    depth -= 1
    if !isDone { listener.close(name) }
  }
}

/// What XML schema takes for true.
func isTrue(_ text: String?) -> Bool { text == "1" || text == "true" }
