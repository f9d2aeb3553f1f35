import Sales

extension Model {
  /// Takes over what earlier sessions left. What cannot be read is as if it had not been kept.
  mutating func received(remembered texts: [Preference: String]) {
    board.shapes = [PipelineID: BoardShape](setting: texts[.shapes] ?? "")
    board.foldedStages = Set((texts[.foldedStages] ?? "").split(separator: " ").compactMap { StageID(String($0)) })
    board.savedFilters = [SavedFilter](setting: texts[.savedFilters] ?? "")
    let reasons = (texts[.lossReasons] ?? "").split(separator: "\n").map(String.init)
    if !reasons.isEmpty { board.lossReasons = reasons }
    unfinished.walks = [KeptTriage](setting: texts[.triagePlace] ?? "")
    unfinished.hasDrafts = texts[.drafts] != nil
    // One that is gone meanwhile leaves the board on the default pipeline.
    if let pipeline = texts[.openPipeline].flatMap({ PipelineID($0) }) { switchTo(pipeline) }
  }
}
