/// The tables that the rules write; the raw value is the table's name in the file.
package enum Table: String, CaseIterable, Sendable {
  case users, companies, contacts, pipelines, stages, deals
  case stageHistory = "stage_history"
  case activities, tasks, goals, reviews
}
