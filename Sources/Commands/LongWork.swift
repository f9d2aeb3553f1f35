import Sales

extension Job {
  /// Does what may take long on the desk: a signal ends it, and a bar tells how far it is.
  func working<Result>(
    on desk: Desk, title: String, _ work: (ProgressBar) throws(StoreError) -> Result
  ) throws(StoreError) -> Result {
    let bar = ProgressBar(errors, clock: platform.clock, glyphs: glyphs, title: title)
    let isInterrupted = desk.store.isInterrupted
    // A board of its own watches from its beginning on; a second signal still ends that at once.
    desk.store.isInterrupted = isInterrupted ?? platform.watchInterrupts()
    defer {
      bar.clear()
      desk.store.isInterrupted = isInterrupted
    }
    return try work(bar)
  }

  /// Commits a change that may take long.
  func commit(_ change: Change, on desk: Desk, by user: User, title: String) throws(StoreError) -> Commit {
    try working(on: desk, title: title) { (bar) throws(StoreError) in
      desk.store.progress = { done, total in bar.show(done, of: total) }
      defer { desk.store.progress = nil }
      return try desk.store.commit(change, by: user.id)
    }
  }
}
