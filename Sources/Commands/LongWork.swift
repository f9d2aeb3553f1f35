import Sales

/// What takes long and holds the lock meanwhile, in the words of those who watch and of those who wait.
struct LongWork {
  /// What stands beside the bar.
  let title: String
  /// What follows “ana is”.
  let words: String
  /// What the parts are, in the plural.
  let unit: String

  static let importing = LongWork(title: "Importing", words: "importing", unit: "rows")
  static let counting = LongWork(title: "Counting", words: "counting what an import would do", unit: "rows")
  static let seeding = LongWork(title: "Making deals", words: "making sample deals", unit: "deals")
  static let reverting = LongWork(title: "Working", words: "undoing or redoing a change", unit: "deals")
  static let changing = LongWork(title: "Working", words: "changing deals", unit: "deals")
}

/// Tells in the note beside the database how far a long work is, once it takes a while.
final class WorkNote {
  private let notes: WriterNotes
  private let clock: () -> Int64
  private let name: String
  private let work: LongWork
  private var next: Int64

  /// Milliseconds before the first note, and between two.
  private static let pause: Int64 = 200

  init(_ notes: WriterNotes, clock: @escaping () -> Int64, name: String, _ work: LongWork) {
    self.notes = notes
    self.clock = clock
    self.name = name
    self.work = work
    next = clock() + Self.pause
  }

  func show(_ done: Int, of total: Int) {
    guard total > 0, clock() >= next else { return }
    next = clock() + Self.pause
    notes.tell(WriterNote(name: name, work: work.words, done: done, total: total, unit: work.unit))
  }

  func clear() { notes.tell(nil) }
}

extension Job {
  /// Does what may take long on the desk: a signal ends it, a bar tells how far it is, and a note tells others.
  func working<Result>(
    on desk: Desk, _ work: LongWork, _ body: (_ show: @escaping (Int, Int) -> Void) throws(StoreError) -> Result
  ) throws(StoreError) -> Result {
    let bar = ProgressBar(errors, clock: platform.clock, glyphs: glyphs, title: work.title)
    let note = note(work)
    let isInterrupted = desk.store.isInterrupted
    // A board of its own watches from its beginning on; a second signal still ends that at once.
    desk.store.isInterrupted = isInterrupted ?? platform.watchInterrupts()
    defer {
      note.clear()
      bar.clear()
      desk.store.isInterrupted = isInterrupted
    }
    return try body { done, total in
      note.show(done, of: total)
      bar.show(done, of: total)
    }
  }

  func note(_ work: LongWork) -> WorkNote {
    let login = (try? login()) ?? platform.login()
    return WorkNote(platform.writerNotes(databasePath), clock: platform.clock, name: login, work)
  }

  /// Commits a change that may take long.
  func commit(_ change: Change, on desk: Desk, by user: User, _ work: LongWork) throws(StoreError) -> Commit {
    try working(on: desk, work) { (show) throws(StoreError) in
      desk.store.progress = show
      defer { desk.store.progress = nil }
      return try desk.store.commit(change, by: user.id)
    }
  }
}
