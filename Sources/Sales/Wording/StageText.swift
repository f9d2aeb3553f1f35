// What a commit did to a stage, in words.

extension Commit {
  /// Nil when it is not one stage that the commit is about: stages that come with their pipeline or with new deals, and
  /// stages that only changed places.
  func stageText(_ stageName: (StageID) -> String?) -> CommitText? {
    let stages = edits.compactMap(StageEdit.init)
    let isWhole = edits.contains { edit in
      let isNewOrGone = edit.before == nil || edit.after == nil
      return isNewOrGone && (edit.key.table == .pipelines || edit.key.table == .deals)
    }
    guard !isWhole else { return nil }
    let told = stages.filter { $0.isNewOrGone || !$0.fields.isEmpty }
    guard told.count == 1, let stage = told.first else { return nil }
    let moved = movedDeals
    // What else became of deals is more than where they went.
    guard moved.count == changedDeals, stage.isNewOrGone || moved.isEmpty else { return nil }
    return CommitText(subject: stage.name, event: stage.event(isUndo: isUndo) + places(of: moved, stage, stageName))
  }

  private typealias Move = (before: Deal, after: Deal)

  private var movedDeals: [Move] {
    dealEdits.compactMap { edit in
      guard let before = edit.before, let after = edit.after, before.stageID != after.stageID else { return nil }
      return (before, after)
    }
  }

  private var changedDeals: Int { dealEdits.count { !changedFields($0).isEmpty } }

  /// Where the deals of a stage went that is gone, or that they are in it again.
  private func places(of moved: [Move], _ stage: StageEdit, _ stageName: (StageID) -> String?) -> String {
    guard !moved.isEmpty else { return "" }
    let deals = moved.count == 1 ? "its deal" : "its \(grouped(moved.count)) deals"
    guard stage.after == nil else { return ", with " + deals }
    let targets = Set(moved.map(\.after.stageID))
    let name = targets.count == 1 ? targets.first.flatMap(stageName) : nil
    return "; \(deals) \(moved.count == 1 ? "is" : "are") in \(name ?? "other stages") now"
  }
}

/// A stage before and after a commit.
private struct StageEdit {
  let before: Stage?
  let after: Stage?

  init?(_ edit: Edit) {
    (before, after) = (edit.before.flatMap(Stage.init(row:)), edit.after.flatMap(Stage.init(row:)))
    if before == nil, after == nil { return nil }
  }

  var isNewOrGone: Bool { before == nil || after == nil }

  /// As it was called before.
  var name: String { (before ?? after)?.name ?? "" }

  /// The fields that differ, without its place among the others.
  var fields: [String] {
    guard let before, let after else { return [] }
    return zip(Stage.fields, zip(before.scalars, after.scalars))
      .filter { field, values in field.name != "position" && values.0 != values.1 }.map(\.0.name)
  }

  /// What became of it, going on from its name.
  func event(isUndo: Bool) -> String {
    guard let after else { return isUndo ? "is gone again" : "was removed" }
    guard before != nil else { return isUndo ? "is back" : "was added" }
    return fields.map { after.words(for: $0) }.joined(separator: " and ") + (isUndo ? " again" : " now")
  }
}

extension Stage {
  /// What is so of it because of the field.
  fileprivate func words(for field: String) -> String {
    switch field {
    case "name": "is called \(name)"
    case "type": "is \(type == .open ? "an" : "a") \(type.rawValue) stage"
    case "color": color.map { "has the colour \($0)" } ?? "has no colour"
    case "probability": probability.map { "has a chance of \($0)%" } ?? "has no chance of its own"
    case "idle_limit_days": idleLimitDays.map { "has an idle limit of " + counted($0, "day") } ?? "has no idle limit"
    case "stage_limit_days":
      stageLimitDays.map { "has a limit in the stage of " + counted($0, "day") } ?? "has no limit in the stage"
    default: "has another " + FieldText.label(field)
    }
  }
}
