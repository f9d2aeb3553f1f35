import Contract
import Sales

extension Job {
  /// How often the file is looked at, in milliseconds.
  private static let lookingPace = 200

  /// Prints events from now on, or from the cursor given, a JSON object a line as they happen, until Ctrl-C or until
  /// nobody reads any more.
  func follow(_ writer: inout RequestWriter, _ responder: Responder, _ store: any Store) throws(Failure) {
    let isInterrupted = platform.watchInterrupts()
    let first = try writer.call()
    var tail = EventTail()
    if first.request.query.after == nil {
      tail.cursor = try asking { () throws(StoreError) in try responder.cursorToNow(for: first) }
    }
    while !out.isClosed {
      // Looked at before reading, so that what comes in between is not missed.
      let mark = try asking { () throws(StoreError) in try store.mark() }
      repeat {
        let answer = try answer(to: try writer.call(after: tail.cursor), responder)
        for event in tail.new(in: answer) { out.line(event.text) }
      } while tail.hasMore
      out.flush()
      repeat {
        if isInterrupted() { throw .told(.interrupted) }
        if !platform.wait(Self.lookingPace) { return }
      } while try asking { () throws(StoreError) in try store.mark() } == mark
    }
  }
}

/// How far events have been read. The last page has no cursor to what follows it, so it is read again and what was
/// seen in it is passed over: ids rise in the order of commits (contract §8).
private struct EventTail {
  var cursor: String?
  private var last = ""
  private(set) var hasMore = false

  mutating func new(in page: ReadAnswer) -> [JSON] {
    let next = page.json["next_cursor"]?.string
    hasMore = next != nil
    cursor = next ?? cursor
    let new = page.rows.filter { ($0["id"]?.string ?? "") > last }
    last = new.last?["id"]?.string ?? last
    return new
  }
}
