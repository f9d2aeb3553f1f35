import Sales

// What needs attention: counted while nobody types, and looked for by keys.
extension Session {
  func countAttention(_ pipeline: PipelineID, _ filter: Filter) {
    let present = model.present
    store.isInterrupted = { [self] in
      listen()
      return !waiting.isEmpty
    }
    defer { store.isInterrupted = nil }
    do {
      let count = try store.reading { () throws(StoreError) -> Int in
        try store.attentionCount(of: pipeline, filter: filter, present: present)
      }
      take(.attention(count, filter: filter))
    } catch {
      // A key came first; the count is made when it has been answered.
      if error == .interrupted { counting = (pipeline, filter) } else { take(.loadFailed(error)) }
    }
  }

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
