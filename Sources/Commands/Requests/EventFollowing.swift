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
    var cursor: String?
    if first.request.query.after == nil {
      cursor = try asking { () throws(StoreError) in try responder.cursorToNow(for: first) }
    }
    while !out.isClosed {
      // Looked at before reading, so that what comes in between is not missed.
      let mark = try asking { () throws(StoreError) in try store.mark() }
      if mark.isReplaced { throw .store(.replaced) }
      var hasMore = true
      while hasMore && !out.isClosed {
        (cursor, hasMore) = try tell(eventsOf: try writer.call(after: cursor), responder, store)
      }
      out.flush()
      repeat {
        if isInterrupted() { throw .told(.interrupted) }
        if !platform.wait(Self.lookingPace) { return }
      } while try asking { () throws(StoreError) in try store.mark() } == mark
    }
  }

  /// Prints one page and returns where the next one begins. The last page has no cursor; after it comes what is written
  /// from then on, and the events of all that was passed over need no second look.
  private func tell(
    eventsOf call: Call, _ responder: Responder, _ store: any Store
  ) throws(Failure) -> (next: String, hasMore: Bool) {
    // Both as of one moment: nothing stands between the last event of the page and the end of the journal.
    let (end, response) = try asking { () throws(StoreError) in
      try store.reading { () throws(StoreError) in
        (try responder.cursorToNow(for: call), responder.respond(to: call))
      }
    }
    let page = try ReadAnswer(successful: response)
    for event in page.rows { out.write(event.text + "\n") }
    let next = page.json["next_cursor"]?.string
    return (next ?? end, next != nil)
  }
}
