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
        tell(.looking)
        show()
      }
      return isCutShort
    }
    defer { store.isInterrupted = nil }
    do {
      tell(.attentive(try readAttentive(question), question))
    } catch {
      guard error == .interrupted else { return tell(.loadFailed(error)) }
      if waiting.first?.isEnd == false { waiting.removeFirst() }
      tell(.attentive(.stopped, question))
    }
  }
}
