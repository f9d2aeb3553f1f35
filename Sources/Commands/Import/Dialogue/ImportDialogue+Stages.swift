import Sales
import Screen

/// A word for a stage that is not there, or a pipeline that is not.
struct StageQuestion: Hashable {
  /// The pipeline as people know it.
  let pipeline: String
  /// As the file writes it.
  let word: String
  let deals: Int
  /// What it could mean besides a new one, likeliest first.
  var known: [String]
  /// `.stage` or `.pipeline`.
  let field: ImportField
  /// What it means: nil for nothing yet, the word itself for a new one.
  var answer: String?

  var becomes: String {
    guard let answer else { return "choose" }
    return answer == word ? (field == .stage ? "new stage" : "new pipeline") : answer
  }
}

// The second page: which stages there are, in which order, and what deals in them are.
extension ImportDialogue {
  var stageSections: [DialogueList.Section] {
    let asked = questions.map { DialogueRow(content: .question($0), sign: $0.answer == nil ? .must : .sure) }
    var sections = [DialogueList.Section(title: "Look at these", rows: asked)]
    var titles: [String] = []
    for line in pages.stages where !titles.contains(line.pipeline) { titles.append(line.pipeline) }
    for title in titles {
      let rows = pages.stages.filter { $0.pipeline == title }.map {
        DialogueRow(content: .stage($0), sign: $0.sign)
      }
      sections.append(DialogueList.Section(title: titles.count == 1 ? "Stage" : title, rows: rows))
    }
    let facts = pages.stageNotes.map { DialogueRow(content: .fact(label: $0.label, text: $0.text), sign: .sure) }
    return sections + [DialogueList.Section(title: nil, rows: facts)]
  }

  /// Finds words for stages that are not there. One that was answered stays, so that the answer can be changed.
  mutating func noteQuestions() {
    let plan = pages.plan
    var found: [StageQuestion] = []
    for claim in plan.survey.stages.claims {
      guard case .failure(let fault) = plan.book.place(for: claim) else { continue }
      let deals = plan.survey.stages.counts[claim] ?? 0
      switch fault {
      case .stage(let known) where !claim.stage.isEmpty:
        add(claim.stage, .stage, deals, pipelineTitle(of: claim), known, to: &found)
      case .pipeline(let title):
        add(title, .pipeline, deals, title, plan.context.pipelines.map(\.pipeline.name), to: &found)
      case .stage, .outcome: break
      }
    }
    let kept = questions.compactMap { question -> StageQuestion? in
      var question = question
      question.answer = answer(to: question)
      // What it can mean changes with every answer.
      guard let same = found.first(where: question.isSame) else { return question.answer == nil ? nil : question }
      question.known = same.known
      return question
    }
    questions = kept + found.filter { new in !kept.contains(where: new.isSame) }
  }

  private func add(
    _ word: String, _ field: ImportField, _ deals: Int, _ pipeline: String, _ known: [String],
    to found: inout [StageQuestion]
  ) {
    let place = found.firstIndex { $0.field == field && folded($0.word) == folded(word) }
    let before = place.map { found[$0].deals } ?? 0
    let question = StageQuestion(
      pipeline: pipeline, word: word, deals: before + deals, known: known, field: field)
    if let place { found[place] = question } else { found.append(question) }
  }

  private func pipelineTitle(of claim: Claim) -> String {
    if !claim.pipeline.isEmpty { return claim.pipeline }
    return options.pipeline ?? pages.plan.context.pipelines.first { $0.pipeline.isDefault }?.pipeline.name ?? ""
  }

  /// What is said of the word; the word itself where a new one is to be made.
  private func answer(to question: StageQuestion) -> String? {
    let meant = ValueAnswers(options.answers).meaning(of: question.word, in: question.field)
    if meant != question.word { return meant }
    let plain = plainStage(question.word)
    let isStated = question.field == .stage && options.stages.contains { plainStage($0) == plain }
    return isStated || options.createsStages ? question.word : nil
  }

  // MARK: Answers

  mutating func change(_ question: StageQuestion, by step: Int) -> [Effect] {
    let choices = [question.word] + question.known
    guard let next = Self.next(of: choices, from: question.answer, by: step) else { return [] }
    return answer(question, next)
  }

  mutating func answer(_ question: StageQuestion, _ answer: String) -> [Effect] {
    let plain = plainStage(question.word)
    options.answers.removeAll { $0.field == question.field && folded($0.word) == folded(question.word) }
    options.stages.removeAll { plainStage($0) == plain }
    let isNew = answer == question.word
    if !isNew {
      options.answers.append(ValueAnswer(field: question.field, word: question.word, answer: answer))
    } else if question.field == .stage, pages.plan.book.pipelines.count < 2 {
      options.stages.append(question.word)
    } else {
      options.createsStages = true
    }
    return planIfChanged()
  }

  mutating func change(_ line: StageLine, by step: Int) -> [Effect] {
    guard line.isNew else {
      message = "\(line.name) is in the database. Change it on the board: press S there."
      return []
    }
    guard let type = Self.next(of: [StageType.open, .won, .lost], from: line.type, by: step) else { return [] }
    return set(line, type)
  }

  private mutating func set(_ line: StageLine, _ type: StageType) -> [Effect] {
    let others = { (names: [String]) in names.filter { plainStage($0) != plainStage(line.name) } }
    options.wonStages = others(options.wonStages)
    options.lostStages = others(options.lostStages)
    options.openStages = others(options.openStages)
    switch type {
    case .open: options.openStages.append(line.name)
    case .won: options.wonStages.append(line.name)
    case .lost: options.lostStages.append(line.name)
    }
    return planIfChanged()
  }

  mutating func changeColor() -> [Effect] {
    guard case .stage(let line) = list.chosenRow?.content, line.isNew else {
      message = "Only a new stage can get a colour here."
      return []
    }
    let colors = StagePalette.colors
    guard let next = Self.next(of: colors, from: line.color, by: 1) else { return [] }
    options.colors.removeAll { plainStage($0.stage) == plainStage(line.name) }
    options.colors.append(ImportOptions.StageColor(stage: line.name, color: next))
    return planIfChanged()
  }

  mutating func moveStage(by step: Int) -> [Effect] {
    guard case .stage(let line) = list.chosenRow?.content else {
      message = "Only a stage can be moved."
      return []
    }
    let own = pages.stages.filter { $0.pipeline == line.pipeline }
    guard own.allSatisfy(\.isNew), let place = own.firstIndex(of: line) else {
      message = "\(line.pipeline) is in the database. New stages go before its last ones."
      return []
    }
    let target = place + step
    guard own.indices.contains(target), own[target].type.isEnd == line.type.isEnd else {
      message = line.type == .open || step > 0 ? "Won and lost stages come last." : "Open stages come first."
      return []
    }
    var names = own.map(\.name)
    names.swapAt(place, target)
    let plain = Set(names.map(plainStage))
    options.stages = options.stages.filter { !plain.contains(plainStage($0)) } + names
    isReordered = true
    return planIfChanged()
  }

  // MARK: Guesses

  /// Enter on a stage with won and lost deals in it leaves it open.
  mutating func acceptChosen() {
    guard case .stage(let line) = list.chosenRow?.content, line.isMixed else { return }
    _ = set(line, .open)
  }

  func isAccepted(_ row: DialogueRow) -> Bool {
    guard case .stage(let line) = row.content else { return false }
    return options.openStages.contains { plainStage($0) == plainStage(line.name) }
  }

  /// Takes the guess about the stage.
  mutating func accept(_ line: StageLine) {
    if line.isNew {
      _ = set(line, line.type)
      return
    }
    // The file has another word for the only stage of its kind.
    let stage = pages.plan.book.pipelines.flatMap(\.stages).first { $0.name == line.key }
    for claim in pages.plan.survey.stages.claims where stage?.words.contains(plainStage(claim.stage)) == true {
      guard plainStage(claim.stage) != plainStage(line.name) else { continue }
      options.answers.append(ValueAnswer(field: .stage, word: claim.stage, answer: line.name))
    }
  }

  /// `Close holds won and lost deals. They are imported as won and lost.`
  func mixedSentence(_ line: StageLine) -> String {
    let stage = pages.plan.book.pipelines.flatMap(\.stages).first { $0.name == line.key }
    let ends = [DealStatus.won, .lost].filter { (stage?.deals($0) ?? 0) > 0 }.map(\.rawValue).joined(separator: " and ")
    return "\(line.name) holds \(ends) deals. They are imported as \(ends)."
  }
}

extension StageLine {
  /// Whether deals that ended stand in it although it is no end.
  var isMixed: Bool { sign == .must }
}

extension StageQuestion {
  fileprivate func isSame(_ other: StageQuestion) -> Bool { word == other.word && field == other.field }
}

extension StageType {
  fileprivate var isEnd: Bool { self != .open }
}
