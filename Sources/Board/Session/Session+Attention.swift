import Sales

// What needs attention, looked for by keys.
extension Session {
  /// Goes on while nobody stops it; where it takes long, the message row says what is going on.
  func look(for question: AttentiveQuestion) {
    let start = ContinuousClock.now
    var isTold = false
    store.isInterrupted = { [self] in
      if !isTold, ContinuousClock.now - start > Self.progressInterval {
        isTold = true
        take(.looking)
        show()
      }
      return isCutShort
    }
    defer { store.isInterrupted = nil }
    do {
      take(.attentive(try answer(question), question))
    } catch {
      guard error == .interrupted else { return take(.loadFailed(error)) }
      if waiting.first?.isEnd == false { waiting.removeFirst() }
      take(.attentive(.stopped, question))
    }
  }
}
