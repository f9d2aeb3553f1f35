import Contract
import Sales

// What was done with a deal and what is planned for it, as our own exports have it.
extension RowReader {
  func setHistory(of draft: inout DealDraft, _ row: TableRow, _ result: inout DealRow) throws(CellFault) {
    for item in try items(.activities, row, as: Activity.self) {
      draft.history.activities.append(
        ActivityDraft(
          deal: nil, values: item.values, company: item.company, contact: item.contact, owner: item.owner))
    }
    for item in try items(.tasks, row, as: FollowUp.self) {
      draft.history.tasks.append(
        TaskDraft(deal: nil, values: item.values, company: item.company, contact: item.contact, owner: item.owner))
    }
    (result.activities, result.tasks) = (draft.history.activities.count, draft.history.tasks.count)
    if let step = draft.nextStep, draft.history.take(step) { draft.nextStep = nil }
  }

  private func items<E: Requested>(
    _ field: ImportField, _ row: TableRow, as type: E.Type
  ) throws(CellFault) -> [HistoryCell.Item<E>] {
    do { return try HistoryCell.items(of: text(field, row), as: type) } catch {
      throw CellFault(field, .unreadableList(error.message))
    }
  }
}

extension DealHistory {
  var hasPendingTask: Bool { tasks.contains { $0.task?.status == .pending } }

  /// Whether the next step is one of the tasks. One that was given another day in a spreadsheet gets it.
  fileprivate mutating func take(_ step: NextStepDraft) -> Bool {
    let places = tasks.indices.filter {
      tasks[$0].task?.status == .pending && tasks[$0].task?.title == step.title.trimmed
    }
    if step.dueAt == nil ? !places.isEmpty : places.contains(where: { tasks[$0].task?.dueAt == step.dueAt }) {
      return true
    }
    guard places.count == 1 else { return false }
    tasks[places[0]].values.append(.set(\.dueAt, step.dueAt))
    return true
  }
}

extension TaskDraft {
  /// The task that its values make; nil where they do not keep the rules.
  fileprivate var task: FollowUp? {
    var task = FollowUp(id: FollowUpID(bits: 0))
    for value in values where FollowUp.field(value.field)?.set(&task, value.value) != true { return nil }
    return task
  }
}
