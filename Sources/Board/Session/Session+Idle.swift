import Sales

// What takes long where there are many deals waits until nobody types, and every key puts it off again.
extension Session {
  /// Of each kind only the last question is answered.
  func postpone(_ question: IdleQuestion) {
    postponed.removeAll { $0.kind == question.kind }
    postponed.append(question)
  }

  func answerPostponed() {
    let question = postponed.removeFirst()
    store.isInterrupted = { [self] in
      listen()
      return !waiting.isEmpty
    }
    defer { store.isInterrupted = nil }
    do {
      let answer = try store.reading { () throws(StoreError) -> Answer? in try readIdle(question) }
      if let answer { tell(.answered(answer)) }
    } catch {
      // A key came first; it is answered anew after that.
      if error == .interrupted { postponed.insert(question, at: 0) } else { tell(.loadFailed(error)) }
    }
  }

  /// Nil where there is nothing to tell.
  private func readIdle(_ question: IdleQuestion) throws(StoreError) -> Answer? {
    switch question {
    case .attention(let pipeline, let filter):
      let count = try store.attentionCount(of: pipeline, filter: filter, present: model.world.present)
      let parked = try store.parkedCount(of: pipeline, filter: filter, present: model.world.present)
      return .attention(count, parked: parked, filter: filter)
    case .lessons(let pipeline):
      let stays = try store.closedStays(of: pipeline, latest: StageLesson.mostDeals)
      return .lessons(StageLesson.lessons(from: stays), of: pipeline)
    case .readAhead:
      try store.readAhead()
      return nil
    }
  }
}
